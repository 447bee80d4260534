package org.trellis.iot.zigbee2mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The announcement of a bridge, with the facts of a real one. */
public final class Vectors {

    private Vectors() {}

    public static byte[] devices() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        Vectors.class.getResourceAsStream(
                                "/vectors/iot/zigbee2mqtt/devices.json"))) {
            return in.readAllBytes();
        }
    }

    static List<ZigbeeThing> things() throws Exception {
        return DevicesDecoder.decode(devices());
    }

    static ZigbeeThing thing(String name) throws Exception {
        return things().stream()
                .filter(t -> t.friendlyName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static ThingModel model(String name) throws Exception {
        ZigbeeThing thing = thing(name);
        return new ThingModel(thing, Rows.parse("").with(thing.capabilities()));
    }
}
