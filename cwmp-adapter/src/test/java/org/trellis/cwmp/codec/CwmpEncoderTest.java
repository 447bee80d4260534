package org.trellis.cwmp.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.cwmp.message.ChangeDUState;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.CwmpVersion;
import org.trellis.cwmp.message.Download;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.FileLocation;
import org.trellis.cwmp.message.GetParameterNames;
import org.trellis.cwmp.message.GetParameterValues;
import org.trellis.cwmp.message.GetRPCMethods;
import org.trellis.cwmp.message.InformResponse;
import org.trellis.cwmp.message.OperationStruct;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterAttributes;
import org.trellis.cwmp.message.SetParameterAttributesStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SoapHeader;
import org.trellis.model.ParameterType;

class CwmpEncoderTest {

    private static final String START =
            "<soap-env:Envelope xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns:soap-enc=\"http://schemas.xmlsoap.org/soap/encoding/\""
                    + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xmlns:cwmp=\"urn:dslforum-org:cwmp-1-0\">"
                    + "<soap-env:Header><cwmp:ID soap-env:mustUnderstand=\"1\">7</cwmp:ID>"
                    + "</soap-env:Header><soap-env:Body>";
    private static final String END = "</soap-env:Body></soap-env:Envelope>";

    private final CwmpEncoder encoder = new CwmpEncoder();

    @Test
    void writes_a_whole_envelope() {
        assertThat(encode(new InformResponse(), EncodingOptions.DEFAULT))
                .isEqualTo(
                        START
                                + "<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes>"
                                + "</cwmp:InformResponse>"
                                + END);
    }

    @Test
    void writes_the_prolog_only_where_the_device_needs_it() {
        assertThat(encode(new GetRPCMethods(), EncodingOptions.DEFAULT))
                .startsWith("<soap-env:Envelope ");
        assertThat(encode(new GetRPCMethods(), EncodingOptions.DEFAULT.withXmlProlog(true)))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap-env:Envelope ");
    }

    @Test
    void writes_no_header_to_a_device_that_sent_none() {
        byte[] bytes =
                encoder.encode(
                        Envelope.of(CwmpNamespace.CWMP_1_2, Optional.empty(), new InformResponse()),
                        EncodingOptions.DEFAULT);

        assertThat(new String(bytes, UTF_8)).doesNotContain("Header");
    }

    @Test
    void announces_version_and_hold_with_must_understand() {
        SoapHeader header =
                SoapHeader.of(Optional.of("a&<\u00e9"))
                        .withUseVersion(CwmpVersion.V1_4)
                        .withHoldRequests(true);
        byte[] bytes =
                encoder.encode(
                        new Envelope(CwmpNamespace.CWMP_1_2, header, new InformResponse()),
                        EncodingOptions.DEFAULT);

        assertThat(new String(bytes, UTF_8))
                .contains("xmlns:cwmp=\"urn:dslforum-org:cwmp-1-2\"")
                .contains("<cwmp:ID soap-env:mustUnderstand=\"1\">a&amp;&lt;\u00e9</cwmp:ID>")
                .contains("<cwmp:HoldRequests soap-env:mustUnderstand=\"1\">1</cwmp:HoldRequests>")
                .contains(
                        "<cwmp:UseCWMPVersion soap-env:mustUnderstand=\"1\">1.4"
                                + "</cwmp:UseCWMPVersion>");
    }

    @Test
    void escapes_a_namespace_a_device_invented() {
        byte[] bytes =
                encoder.encode(
                        Envelope.of(
                                new CwmpNamespace("urn:\"><evil/>&"),
                                Optional.empty(),
                                new InformResponse()),
                        EncodingOptions.DEFAULT);

        assertThat(new String(bytes, UTF_8))
                .contains("xmlns:cwmp=\"urn:&quot;&gt;&lt;evil/&gt;&amp;\">");
    }

    @Test
    void writes_next_level_in_the_form_the_device_takes() {
        GetParameterNames names = new GetParameterNames("", true);

        assertThat(encode(names, EncodingOptions.DEFAULT))
                .contains("<ParameterPath></ParameterPath><NextLevel>1</NextLevel>");
        assertThat(encode(names, EncodingOptions.DEFAULT.withNextLevel(BooleanForm.WORD)))
                .contains("<NextLevel>true</NextLevel>");
    }

    @Test
    void counts_the_items_of_every_list() {
        for (int count : new int[] {0, 1, 500}) {
            List<String> names = java.util.Collections.nCopies(count, "Device.X");
            String xml = encode(new GetParameterValues(names), EncodingOptions.DEFAULT);

            assertThat(xml)
                    .contains("<ParameterNames soap-enc:arrayType=\"xsd:string[" + count + "]\">");
            assertThat(xml.split("<string>Device.X</string>", -1)).hasSize(count + 1);
        }
    }

    @Test
    void names_the_array_type_where_the_device_needs_it() {
        EncodingOptions options =
                new EncodingOptions(
                        false, BooleanForm.DIGIT, BooleanForm.DIGIT, false, true, false);

        assertThat(encode(new GetParameterValues(List.of("Device.")), options))
                .contains(
                        "<ParameterNames xsi:type=\"soap-enc:Array\""
                                + " soap-enc:arrayType=\"xsd:string[1]\">");
    }

    @Test
    void writes_typed_values_in_the_forms_the_device_takes() {
        SetParameterValues set =
                new SetParameterValues(
                        List.of(
                                ParameterValueStruct.of("Device.A", ParameterType.BOOLEAN, "true"),
                                ParameterValueStruct.of("Device.B", ParameterType.BOOLEAN, "0"),
                                ParameterValueStruct.of(
                                        "Device.C",
                                        ParameterType.DATE_TIME,
                                        "2026-11-22T15:10:40.123Z"),
                                new ParameterValueStruct("Device.D", "soap-enc:base64", "AAE="),
                                ParameterValueStruct.of("Device.E", ParameterType.STRING, "true")),
                        "key");

        assertThat(encode(set, EncodingOptions.DEFAULT))
                .contains("<ParameterList soap-enc:arrayType=\"cwmp:ParameterValueStruct[5]\">")
                .contains("<Name>Device.A</Name><Value xsi:type=\"xsd:boolean\">1</Value>")
                .contains("<Name>Device.B</Name><Value xsi:type=\"xsd:boolean\">0</Value>")
                .contains("<Value xsi:type=\"xsd:dateTime\">2026-11-22T15:10:40Z</Value>")
                .contains("<Value xsi:type=\"soap-enc:base64\">AAE=</Value>")
                .contains("<Value xsi:type=\"xsd:string\">true</Value>")
                .contains("</ParameterList><ParameterKey>key</ParameterKey>");
        assertThat(encode(set, EncodingOptions.DEFAULT.withBooleans(BooleanForm.WORD)))
                .contains("<Name>Device.A</Name><Value xsi:type=\"xsd:boolean\">true</Value>")
                .contains("<Name>Device.B</Name><Value xsi:type=\"xsd:boolean\">false</Value>");
    }

    @Test
    void sends_legal_values_with_false_change_flags() {
        SetParameterAttributes set =
                new SetParameterAttributes(
                        List.of(
                                new SetParameterAttributesStruct(
                                        "Device.A", true, 2, false, List.of())));

        assertThat(encode(set, EncodingOptions.DEFAULT))
                .contains(
                        "<SetParameterAttributesStruct><Name>Device.A</Name>"
                                + "<NotificationChange>1</NotificationChange>"
                                + "<Notification>2</Notification>"
                                + "<AccessListChange>0</AccessListChange>"
                                + "<AccessList soap-enc:arrayType=\"xsd:string[0]\"></AccessList>"
                                + "</SetParameterAttributesStruct>");
    }

    @Test
    void writes_download_in_schema_order() {
        Download download =
                new Download(
                        "fw-1",
                        "1 Firmware Upgrade Image",
                        new FileLocation("http://h/f?a=1&b=2", "u", "p"),
                        1024,
                        "",
                        0);

        assertThat(encode(download, EncodingOptions.DEFAULT))
                .contains(
                        "<cwmp:Download><CommandKey>fw-1</CommandKey>"
                                + "<FileType>1 Firmware Upgrade Image</FileType>"
                                + "<URL>http://h/f?a=1&amp;b=2</URL>"
                                + "<Username>u</Username><Password>p</Password>"
                                + "<FileSize>1024</FileSize><TargetFileName></TargetFileName>"
                                + "<DelaySeconds>0</DelaySeconds>"
                                + "<SuccessURL></SuccessURL><FailureURL></FailureURL>"
                                + "</cwmp:Download>");
    }

    @Test
    void names_the_type_of_every_deployment_unit_operation() {
        ChangeDUState change =
                new ChangeDUState(
                        List.of(
                                new OperationStruct.Install(
                                        new FileLocation("http://h/a", "", ""), "", ""),
                                new OperationStruct.Uninstall("u-1", "", "")),
                        "du-1");

        assertThat(encode(change, EncodingOptions.DEFAULT))
                .contains(
                        "<Operations xsi:type=\"cwmp:InstallOpStruct\"><URL>http://h/a</URL>"
                                + "</Operations>"
                                + "<Operations xsi:type=\"cwmp:UninstallOpStruct\">"
                                + "<UUID>u-1</UUID></Operations><CommandKey>du-1</CommandKey>");
    }

    @Test
    void writes_a_fault_that_answers_an_unknown_method() {
        assertThat(encode(Fault.of(FaultCode.ACS_METHOD_NOT_SUPPORTED), EncodingOptions.DEFAULT))
                .isEqualTo(
                        START
                                + "<soap-env:Fault><faultcode>Server</faultcode>"
                                + "<faultstring>CWMP fault</faultstring><detail><cwmp:Fault>"
                                + "<FaultCode>8000</FaultCode>"
                                + "<FaultString>Method not supported</FaultString>"
                                + "</cwmp:Fault></detail></soap-env:Fault>"
                                + END);
    }

    @Test
    void writes_no_character_that_xml_forbids() {
        SetParameterValues set =
                new SetParameterValues(
                        List.of(
                                ParameterValueStruct.of(
                                        "Device.A",
                                        ParameterType.STRING,
                                        "a\u0000b\u0002c\ufffed\ud800e\udc00f\r\n\t\ud83d\ude00")),
                        "");

        assertThat(encode(set, EncodingOptions.DEFAULT))
                .contains(">a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf&#13;\n\t\ud83d\ude00</Value>");
    }

    @Test
    void indents_where_a_device_wants_lines() {
        EncodingOptions options =
                new EncodingOptions(true, BooleanForm.DIGIT, BooleanForm.DIGIT, false, false, true);

        assertThat(encode(new InformResponse(), options))
                .contains(
                        "\n<cwmp:InformResponse>\n<MaxEnvelopes>1</MaxEnvelopes>"
                                + "\n</cwmp:InformResponse>\n");
    }

    private String encode(CwmpMessage message, EncodingOptions options) {
        Envelope envelope = Envelope.of(CwmpNamespace.CWMP_1_0, Optional.of("7"), message);
        return new String(encoder.encode(envelope, options), UTF_8);
    }
}
