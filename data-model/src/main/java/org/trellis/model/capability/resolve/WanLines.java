package org.trellis.model.capability.resolve;

import java.util.List;
import java.util.function.Function;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.WanView;

/** The lines and radios towards the provider. */
final class WanLines {

    private WanLines() {}

    static WanView.Physical of(Twin twin) {
        return new WanView.Physical(
                rows(
                        twin,
                        "DSL.Line.",
                        l ->
                                new WanView.DslLine(
                                        l.number(),
                                        l.string("LinkStatus"),
                                        l.integer("DownstreamNoiseMargin"),
                                        l.integer("UpstreamNoiseMargin"),
                                        l.integer("DownstreamAttenuation"))),
                rows(
                        twin,
                        "DSL.Channel.",
                        c ->
                                new WanView.DslChannel(
                                        c.number(),
                                        c.integer("DownstreamCurrRate"),
                                        c.integer("UpstreamCurrRate"))),
                rows(
                        twin,
                        "Optical.Interface.",
                        o -> new WanView.Optical(o.number(), o.integer("OpticalSignalLevel"))),
                rows(
                        twin,
                        "XPON.ONU.",
                        o ->
                                new WanView.Onu(
                                        o.number(),
                                        o.string("Version"),
                                        o.rows("ANI.").stream()
                                                .flatMap(a -> a.string("Status").stream())
                                                .toList())),
                rows(
                        twin,
                        "Cellular.Interface.",
                        c -> new WanView.Cellular(c.number(), c.integer("RSSI"))),
                rows(
                        twin,
                        "Cellular.AccessPoint.",
                        a -> new WanView.Apn(a.number(), a.string("APN"))));
    }

    private static <T> List<T> rows(Twin twin, String table, Function<TwinObject, T> form) {
        return twin.root().rows(table).stream().map(form).toList();
    }
}
