package org.trellis.cwmp.http;

/** Envelopes as a CPE writes them. */
final class Envelopes {

    private Envelopes() {}

    static String envelope(String id, String body) {
        return """
        <soap-env:Envelope xmlns:soap-enc="http://schemas.xmlsoap.org/soap/encoding/" \
        xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" \
        xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><soap-env:Header>\
        <cwmp:ID soap-env:mustUnderstand="1">%s</cwmp:ID></soap-env:Header>\
        <soap-env:Body>%s</soap-env:Body></soap-env:Envelope>\
        """
                .formatted(id, body);
    }

    static String inform(String serial, String event) {
        return inform(serial, event, 0, "http://127.0.0.1:1/cr");
    }

    static String inform(String serial, String event, int retryCount, String url) {
        return envelope(
                "inform-" + retryCount,
                """
                <cwmp:Inform><DeviceId><Manufacturer>Acme</Manufacturer><OUI>0014A5</OUI>\
                <ProductClass>HG100</ProductClass><SerialNumber>%s</SerialNumber></DeviceId>\
                <Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>%s</EventCode>\
                <CommandKey></CommandKey></EventStruct></Event><MaxEnvelopes>1</MaxEnvelopes>\
                <CurrentTime>2026-11-24T12:00:0%d</CurrentTime><RetryCount>%d</RetryCount>\
                <ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[3]">\
                <ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name>\
                <Value xsi:type="xsd:string">1.0</Value></ParameterValueStruct>\
                <ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name>\
                <Value xsi:type="xsd:string">A</Value></ParameterValueStruct>\
                <ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name>\
                <Value xsi:type="xsd:string">%s</Value></ParameterValueStruct>\
                </ParameterList></cwmp:Inform>\
                """
                        .formatted(serial, event, retryCount, retryCount, url));
    }

    static String values(String id, String name, String value) {
        return envelope(
                id,
                """
                <cwmp:GetParameterValuesResponse><ParameterList \
                soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct>\
                <Name>%s</Name><Value xsi:type="xsd:string">%s</Value></ParameterValueStruct>\
                </ParameterList></cwmp:GetParameterValuesResponse>\
                """
                        .formatted(name, value));
    }

    /** The cwmp:ID of an envelope. */
    static String id(String envelope) {
        int from = envelope.indexOf(":ID");
        int start = envelope.indexOf('>', from) + 1;
        return envelope.substring(start, envelope.indexOf('<', start));
    }
}
