package org.trellis.model.capability.view;

import org.trellis.model.capability.support.Capability;

/** One capability of one device at the time of its twin. */
public sealed interface CapabilityView
        permits ConfigView,
                DiagnosticsView,
                FirmwareView,
                IotView,
                LanView,
                LogView,
                MeshView,
                NatView,
                SoftwareView,
                SystemView,
                VoiceView,
                WanView,
                WifiView {

    /** What the device has of it, and what it can be told to do. */
    Summary summary();

    default Capability capability() {
        return summary().support().capability();
    }
}
