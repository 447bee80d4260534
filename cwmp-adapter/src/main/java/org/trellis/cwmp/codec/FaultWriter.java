package org.trellis.cwmp.codec;

import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.SetParameterValuesFault;

/** Writes faults: SOAP's around CWMP's own (TR-069 3.5). */
final class FaultWriter {

    private FaultWriter() {}

    static void write(Fault fault, XmlWriter out) {
        out.open("soap-env:Fault")
                .leaf("faultcode", fault.side().text())
                .leaf("faultstring", "CWMP fault")
                .open("detail")
                .open("cwmp:Fault")
                .leaf("FaultCode", fault.code().value())
                .leaf("FaultString", fault.text());
        for (SetParameterValuesFault parameter : fault.parameterFaults()) {
            out.open("SetParameterValuesFault")
                    .leaf("ParameterName", parameter.parameterName())
                    .leaf("FaultCode", parameter.code().value())
                    .leaf("FaultString", parameter.text())
                    .close("SetParameterValuesFault");
        }
        out.close("cwmp:Fault").close("detail").close("soap-env:Fault");
    }
}
