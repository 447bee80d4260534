package org.trellis.cwmp.message;

/** What the ACS may answer to a {@link CpeRequest}. */
public sealed interface AcsResponse extends CwmpMessage
        permits AutonomousDUStateChangeCompleteResponse,
                AutonomousTransferCompleteResponse,
                DUStateChangeCompleteResponse,
                Fault,
                GetRPCMethodsResponse,
                InformResponse,
                KickedResponse,
                RequestDownloadResponse,
                TransferCompleteResponse {}
