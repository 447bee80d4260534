package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.AcsResponse;
import org.trellis.cwmp.message.AutonomousDUStateChangeCompleteResponse;
import org.trellis.cwmp.message.AutonomousTransferCompleteResponse;
import org.trellis.cwmp.message.DUStateChangeCompleteResponse;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.GetRPCMethodsResponse;
import org.trellis.cwmp.message.InformResponse;
import org.trellis.cwmp.message.KickedResponse;
import org.trellis.cwmp.message.RequestDownloadResponse;
import org.trellis.cwmp.message.TransferCompleteResponse;

/** Writes what the ACS answers. */
final class AcsResponseWriter {

    private AcsResponseWriter() {}

    static void write(AcsResponse response, XmlWriter out) {
        if (response instanceof Fault fault) {
            FaultWriter.write(fault, out);
            return;
        }
        String element = "cwmp:" + response.method() + "Response";
        out.open(element);
        switch (response) {
            case InformResponse _ -> out.leaf("MaxEnvelopes", 1);
            case GetRPCMethodsResponse methods ->
                    ListWriter.strings("MethodList", methods.methodList(), out);
            case KickedResponse kicked -> out.leaf("NextURL", kicked.nextUrl());
            case TransferCompleteResponse _,
                    AutonomousTransferCompleteResponse _,
                    RequestDownloadResponse _,
                    DUStateChangeCompleteResponse _,
                    AutonomousDUStateChangeCompleteResponse _,
                    Fault _ -> {
                // no arguments
            }
        }
        out.close(element);
    }
}
