package org.trellis.usp.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Mends a message whose texts are not all UTF-8, which protobuf refuses as a whole: an SSID that
 * was cut in the middle of a character must not cost the thousand values beside it. Each fault
 * becomes U+FFFD.
 */
final class TextRepair {

    /** As many as protobuf itself follows. */
    private static final int MAX_DEPTH = 100;

    private TextRepair() {}

    /**
     * The same message with proper texts; at most three times as long.
     *
     * @throws IOException if it is no message
     */
    static byte[] mended(byte[] message, Descriptor type) throws IOException {
        return mended(UnknownFieldSet.parseFrom(message), type, 0).toByteArray();
    }

    private static UnknownFieldSet mended(UnknownFieldSet message, Descriptor type, int depth)
            throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("too deep");
        }
        UnknownFieldSet.Builder out = UnknownFieldSet.newBuilder(message);
        for (Map.Entry<Integer, UnknownFieldSet.Field> entry : message.asMap().entrySet()) {
            FieldDescriptor field = type.findFieldByNumber(entry.getKey());
            if (field != null) {
                UnknownFieldSet.Field.Builder values = UnknownFieldSet.Field.newBuilder();
                entry.getValue().getVarintList().forEach(values::addVarint);
                entry.getValue().getFixed32List().forEach(values::addFixed32);
                entry.getValue().getFixed64List().forEach(values::addFixed64);
                for (ByteString value : entry.getValue().getLengthDelimitedList()) {
                    values.addLengthDelimited(mended(value, field, depth));
                }
                out.addField(entry.getKey(), values.build());
            }
        }
        return out.build();
    }

    private static ByteString mended(ByteString value, FieldDescriptor field, int depth)
            throws IOException {
        return switch (field.getJavaType()) {
            case STRING ->
                    value.isValidUtf8()
                            ? value
                            : ByteString.copyFrom(value.toStringUtf8(), StandardCharsets.UTF_8);
            case MESSAGE ->
                    mended(UnknownFieldSet.parseFrom(value), field.getMessageType(), depth + 1)
                            .toByteString();
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, BYTE_STRING, ENUM -> value;
        };
    }
}
