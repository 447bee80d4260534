package org.trellis.cwmp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.message.AcsRequest;
import org.trellis.cwmp.message.AcsResponse;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.CpeResponse;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.Envelope;

class RoundTripTest {

    private static final int ROUNDS = 1_500;

    private final CwmpDecoder decoder = new CwmpDecoder(DecodeLimits.DEFAULT);
    private final CwmpEncoder encoder = new CwmpEncoder();

    @Test
    void reads_back_what_it_writes() throws CwmpDecodeException {
        Random random = new Random(20261124);
        RandomMessages messages = new RandomMessages(random);

        for (int round = 0; round < ROUNDS; round++) {
            Envelope envelope = messages.envelope();
            EncodingOptions options =
                    new EncodingOptions(
                            random.nextBoolean(),
                            BooleanForm.DIGIT,
                            random.nextBoolean() ? BooleanForm.DIGIT : BooleanForm.WORD,
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextBoolean());

            Envelope read = decoder.decode(encoder.encode(envelope, options)).envelope();

            assertThat(read).as("round %d", round).isEqualTo(envelope);
        }
    }

    @Test
    void round_trips_every_message_there_is() {
        Set<Class<?>> generated = new HashSet<>();
        for (Supplier<CwmpMessage> kind : new RandomMessages(new Random(1)).kinds()) {
            generated.add(kind.get().getClass());
        }

        assertThat(generated)
                .containsAll(
                        Stream.of(
                                        AcsRequest.class,
                                        AcsResponse.class,
                                        CpeRequest.class,
                                        CpeResponse.class)
                                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                                .toList());
    }
}
