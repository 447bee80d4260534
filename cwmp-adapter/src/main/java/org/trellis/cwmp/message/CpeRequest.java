package org.trellis.cwmp.message;

/** What a CPE may ask the ACS. */
public sealed interface CpeRequest extends CwmpMessage
        permits AutonomousDUStateChangeComplete,
                AutonomousTransferComplete,
                DUStateChangeComplete,
                GetRPCMethods,
                Inform,
                Kicked,
                RequestDownload,
                TransferComplete,
                UnknownRequest {}
