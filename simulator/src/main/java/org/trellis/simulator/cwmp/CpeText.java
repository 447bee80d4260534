package org.trellis.simulator.cwmp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.trellis.simulator.state.DeviceState;

/** Writes the envelopes of a CPE as a small device does: by pasting text. */
final class CpeText {

    private final String version;

    /**
     * @param version the namespace suffix of CWMP: {@code 1-0} to {@code 1-4}
     */
    CpeText(String version) {
        this.version = version;
    }

    /** One event of an Inform. */
    record Event(String code, String commandKey) {}

    byte[] inform(
            CpeIdentity identity,
            List<Event> events,
            int retryCount,
            Map<String, DeviceState.Parameter> parameters,
            String now) {
        StringBuilder out = new StringBuilder(2048);
        out.append("<cwmp:Inform><DeviceId><Manufacturer>").append(xml(identity.manufacturer()));
        out.append("</Manufacturer><OUI>").append(xml(identity.oui()));
        out.append("</OUI><ProductClass>").append(xml(identity.productClass()));
        out.append("</ProductClass><SerialNumber>").append(xml(identity.serialNumber()));
        out.append("</SerialNumber></DeviceId><Event soap-enc:arrayType=\"cwmp:EventStruct[");
        out.append(events.size()).append("]\">");
        for (Event event : events) {
            out.append("<EventStruct><EventCode>").append(xml(event.code()));
            out.append("</EventCode><CommandKey>").append(xml(event.commandKey()));
            out.append("</CommandKey></EventStruct>");
        }
        out.append("</Event><MaxEnvelopes>1</MaxEnvelopes><CurrentTime>").append(now);
        out.append("</CurrentTime><RetryCount>").append(retryCount).append("</RetryCount>");
        values(out, parameters);
        out.append("</cwmp:Inform>");
        return envelope("1", out);
    }

    byte[] values(String id, Map<String, DeviceState.Parameter> parameters) {
        StringBuilder out = new StringBuilder(256 + parameters.size() * 160);
        out.append("<cwmp:GetParameterValuesResponse>");
        values(out, parameters);
        out.append("</cwmp:GetParameterValuesResponse>");
        return envelope(id, out);
    }

    private static void values(StringBuilder out, Map<String, DeviceState.Parameter> parameters) {
        out.append("<ParameterList soap-enc:arrayType=\"cwmp:ParameterValueStruct[");
        out.append(parameters.size()).append("]\">");
        parameters.forEach((path, parameter) -> {
            out.append("<ParameterValueStruct><Name>").append(xml(path));
            out.append("</Name><Value xsi:type=\"xsd:").append(parameter.type());
            out.append("\">").append(xml(parameter.value()));
            out.append("</Value></ParameterValueStruct>");
        });
        out.append("</ParameterList>");
    }

    byte[] names(String id, Map<String, Boolean> names) {
        StringBuilder out = new StringBuilder(256 + names.size() * 130);
        out.append("<cwmp:GetParameterNamesResponse><ParameterList soap-enc:arrayType=\"");
        out.append("cwmp:ParameterInfoStruct[").append(names.size()).append("]\">");
        names.forEach((path, writable) -> {
            out.append("<ParameterInfoStruct><Name>").append(xml(path));
            out.append("</Name><Writable>").append(writable ? "1" : "0");
            out.append("</Writable></ParameterInfoStruct>");
        });
        out.append("</ParameterList></cwmp:GetParameterNamesResponse>");
        return envelope(id, out);
    }

    byte[] attributes(String id, Map<String, Integer> notifications) {
        StringBuilder out = new StringBuilder(256 + notifications.size() * 160);
        out.append("<cwmp:GetParameterAttributesResponse><ParameterList soap-enc:arrayType=\"");
        out.append("cwmp:ParameterAttributeStruct[").append(notifications.size()).append("]\">");
        notifications.forEach((path, notification) -> {
            out.append("<ParameterAttributeStruct><Name>").append(xml(path));
            out.append("</Name><Notification>").append(notification);
            out.append("</Notification><AccessList soap-enc:arrayType=\"xsd:string[1]\">");
            out.append("<string>Subscriber</string></AccessList></ParameterAttributeStruct>");
        });
        out.append("</ParameterList></cwmp:GetParameterAttributesResponse>");
        return envelope(id, out);
    }

    byte[] methods(String id, List<String> methods) {
        StringBuilder out = new StringBuilder("<cwmp:GetRPCMethodsResponse><MethodList soap-enc:");
        out.append("arrayType=\"xsd:string[").append(methods.size()).append("]\">");
        methods.forEach(m -> out.append("<string>").append(m).append("</string>"));
        return envelope(id, out.append("</MethodList></cwmp:GetRPCMethodsResponse>"));
    }

    byte[] added(String id, int instance) {
        return envelope(
                id,
                new StringBuilder("<cwmp:AddObjectResponse><InstanceNumber>")
                        .append(instance)
                        .append("</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>"));
    }

    /** A response that carries a status, or nothing. */
    byte[] simple(String id, String element, boolean status) {
        return envelope(
                id,
                new StringBuilder("<cwmp:")
                        .append(element)
                        .append('>')
                        .append(status ? "<Status>0</Status>" : "")
                        .append("</cwmp:")
                        .append(element)
                        .append('>'));
    }

    /** A transfer is begun later. */
    byte[] accepted(String id, String element) {
        String unknown = "0001-01-01T00:00:00Z";
        return envelope(
                id,
                new StringBuilder("<cwmp:")
                        .append(element)
                        .append("><Status>1</Status><StartTime>")
                        .append(unknown)
                        .append("</StartTime><CompleteTime>")
                        .append(unknown)
                        .append("</CompleteTime></cwmp:")
                        .append(element)
                        .append('>'));
    }

    byte[] transferComplete(String commandKey, int fault, String start, String end) {
        StringBuilder out = new StringBuilder("<cwmp:TransferComplete><CommandKey>");
        out.append(xml(commandKey)).append("</CommandKey><FaultStruct><FaultCode>").append(fault);
        out.append("</FaultCode><FaultString>").append(fault == 0 ? "" : "transfer failed");
        out.append("</FaultString></FaultStruct><StartTime>").append(start);
        out.append("</StartTime><CompleteTime>").append(end);
        return envelope("tc", out.append("</CompleteTime></cwmp:TransferComplete>"));
    }

    byte[] modulesChanged(Modules.Ended ended) {
        StringBuilder out = new StringBuilder("<cwmp:DUStateChangeComplete>");
        for (Modules.Result result : ended.results()) {
            out.append("<Results><UUID>").append(xml(result.uuid()));
            out.append("</UUID><DeploymentUnitRef>").append(result.reference());
            out.append("</DeploymentUnitRef><Version>").append(result.version());
            out.append("</Version><CurrentState>").append(result.state());
            out.append("</CurrentState><Resolved>").append(result.fault() == 0 ? 1 : 0);
            out.append("</Resolved><ExecutionUnitRefList></ExecutionUnitRefList><StartTime>");
            out.append(ended.at()).append("</StartTime><CompleteTime>").append(ended.at());
            out.append("</CompleteTime><Fault><FaultCode>").append(result.fault());
            out.append("</FaultCode><FaultString></FaultString></Fault></Results>");
        }
        out.append("<CommandKey>").append(xml(ended.commandKey())).append("</CommandKey>");
        return envelope("du", out.append("</cwmp:DUStateChangeComplete>"));
    }

    byte[] request(String id, String element) {
        return envelope(
                id,
                new StringBuilder("<cwmp:")
                        .append(element)
                        .append("></cwmp:")
                        .append(element)
                        .append('>'));
    }

    byte[] fault(String id, int code, String text, Map<String, Integer> parameters) {
        StringBuilder out = new StringBuilder("<soap-env:Fault><faultcode>Client</faultcode>");
        out.append("<faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>");
        out.append(code).append("</FaultCode><FaultString>").append(xml(text));
        out.append("</FaultString>");
        parameters.forEach((path, why) -> {
            out.append("<SetParameterValuesFault><ParameterName>").append(xml(path));
            out.append("</ParameterName><FaultCode>").append(why);
            out.append("</FaultCode><FaultString>refused</FaultString>");
            out.append("</SetParameterValuesFault>");
        });
        return envelope(id, out.append("</cwmp:Fault></detail></soap-env:Fault>"));
    }

    private byte[] envelope(String id, StringBuilder body) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<soap-env:Envelope"
                        + " xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:soap-enc=\"http://schemas.xmlsoap.org/soap/encoding/\""
                        + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xmlns:cwmp=\"urn:dslforum-org:cwmp-"
                        + version
                        + "\"><soap-env:Header><cwmp:ID soap-env:mustUnderstand=\"1\">"
                        + xml(id)
                        + "</cwmp:ID></soap-env:Header><soap-env:Body>"
                        + body
                        + "</soap-env:Body></soap-env:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
