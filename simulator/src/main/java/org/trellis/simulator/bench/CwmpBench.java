package org.trellis.simulator.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.trellis.simulator.http.HttpWire;
import org.trellis.simulator.http.WireClient;

/** Bare sessions and sessions that read 100 parameters, on known devices. */
final class CwmpBench {

    private static final int WORKERS = 32;
    private static final int READ_DEVICES = 500;
    private static final String ENVELOPE =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                    + "<soap-env:Envelope xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns:soap-enc=\"http://schemas.xmlsoap.org/soap/encoding/\""
                    + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xmlns:cwmp=\"urn:dslforum-org:cwmp-1-2\"><soap-env:Header>"
                    + "<cwmp:ID soap-env:mustUnderstand=\"1\">%s</cwmp:ID></soap-env:Header>"
                    + "<soap-env:Body>%s</soap-env:Body></soap-env:Envelope>";

    private final ControllerProcess controller;

    /** By device: what it came with, then what it was given. */
    private final AtomicReferenceArray<Optional<WireClient.Login>> logins;

    private final byte[][] informs;
    private final byte[][] boots;
    private final AtomicIntegerArray rounds;

    CwmpBench(ControllerProcess controller, boolean digest, int devices) {
        this.controller = controller;
        this.logins = new AtomicReferenceArray<>(devices);
        Optional<WireClient.Login> key =
                digest
                        ? Optional.of(
                                new WireClient.Login(
                                        "trellis", controller.secret("enrollment-key")))
                        : Optional.empty();
        this.informs = new byte[devices][];
        this.boots = new byte[devices][];
        this.rounds = new AtomicIntegerArray(devices);
        for (int i = 0; i < devices; i++) {
            informs[i] = inform(serial(i), "2 PERIODIC");
            boots[i] = inform(serial(i), "1 BOOT");
            logins.set(i, key);
        }
    }

    private static String serial(int device) {
        return String.format("BENCH%06d", device);
    }

    private static byte[] inform(String serial, String event) {
        String parameters =
                value("Device.DeviceInfo.HardwareVersion", "1.0")
                        + value("Device.DeviceInfo.SoftwareVersion", "1.0.0")
                        + value("Device.DeviceInfo.ProvisioningCode", "")
                        + value("Device.ManagementServer.ParameterKey", "")
                        + value("Device.RootDataModelVersion", "2.16");
        String body =
                "<cwmp:Inform><DeviceId><Manufacturer>Acme</Manufacturer><OUI>0014A5</OUI>"
                        + "<ProductClass>BENCH</ProductClass><SerialNumber>"
                        + serial
                        + "</SerialNumber></DeviceId>"
                        + "<Event soap-enc:arrayType=\"cwmp:EventStruct[1]\"><EventStruct>"
                        + "<EventCode>"
                        + event
                        + "</EventCode><CommandKey></CommandKey></EventStruct></Event>"
                        + "<MaxEnvelopes>1</MaxEnvelopes>"
                        + "<CurrentTime>2026-11-24T10:00:00Z</CurrentTime>"
                        + "<RetryCount>0</RetryCount>"
                        + "<ParameterList soap-enc:arrayType=\"cwmp:ParameterValueStruct[5]\">"
                        + parameters
                        + "</ParameterList></cwmp:Inform>";
        return String.format(ENVELOPE, "1", body).getBytes(StandardCharsets.UTF_8);
    }

    private static String value(String name, String text) {
        return "<ParameterValueStruct><Name>"
                + name
                + "</Name><Value xsi:type=\"xsd:string\">"
                + text
                + "</Value></ParameterValueStruct>";
    }

    /** Every device calls once, so that it is known, and gets what the controller wants of it. */
    long enroll() throws InterruptedException {
        List<Integer> failed = new ArrayList<>();
        Load.Outcome outcome =
                Load.run(
                        WORKERS,
                        Duration.ofMillis(200),
                        (worker, number) -> {
                            for (int i = worker; i < informs.length; i += WORKERS) {
                                if (!session(boots[i], i)) {
                                    synchronized (failed) {
                                        failed.add(i);
                                    }
                                }
                            }
                            Thread.sleep(1000);
                        });
        return outcome.errors() + failed.size();
    }

    Load.Outcome bare(Duration time) throws InterruptedException {
        return Load.run(
                WORKERS,
                time,
                (worker, number) -> {
                    int device = number % informs.length;
                    if (!session(informs[device], device)) {
                        throw new IOException("bad session");
                    }
                });
    }

    /** Asks by the API for 100 values, then the device calls and is read. */
    Load.Outcome read100(Duration time) throws InterruptedException {
        return Load.run(
                WORKERS,
                time,
                (worker, number) -> {
                    int device = number % Math.min(READ_DEVICES, informs.length);
                    int status =
                            controller
                                    .connection(worker)
                                    .post(
                                            "/api/v1/devices/0014A5-BENCH-"
                                                    + serial(device)
                                                    + "/commands",
                                            "{\"type\":\"get\",\"priority\":\"background\","
                                                    + "\"paths\":[\"Device.Bench.\"]}")
                                    .status();
                    if (status != 202) {
                        throw new IOException("API answered " + status);
                    }
                    rounds.incrementAndGet(device);
                    if (!session(informs[device], device)) {
                        throw new IOException("bad session");
                    }
                });
    }

    private boolean session(byte[] inform, int device) throws IOException {
        URI acs = controller.acs();
        Optional<WireClient.Login> login = logins.get(device);
        try (WireClient client = new WireClient(acs.getHost(), acs.getPort(), "/", 30_000, login)) {
            HttpWire.Reply reply = client.post(inform);
            if (reply.status() != 200) {
                throw new IOException("Inform answered " + reply.status());
            }
            reply = client.post(new byte[0]);
            while (reply.status() == 200) {
                reply = client.post(answer(reply.text(), device));
            }
            return reply.status() == 204;
        }
    }

    private byte[] answer(String request, int device) {
        String id = between(request, ":ID", "</").replaceFirst("^[^>]*>", "");
        String body;
        if (request.contains("GetParameterValues>")) {
            body = hundredValues(rounds.get(device));
        } else if (request.contains("GetParameterNames>")) {
            body = names();
        } else if (request.contains("SetParameterValues>")) {
            adopt(request, device);
            body =
                    "<cwmp:SetParameterValuesResponse><Status>0</Status>"
                            + "</cwmp:SetParameterValuesResponse>";
        } else {
            body =
                    "<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault"
                            + "</faultstring><detail><cwmp:Fault><FaultCode>9000</FaultCode>"
                            + "<FaultString>Method not supported</FaultString></cwmp:Fault>"
                            + "</detail></soap-env:Fault>";
        }
        return String.format(ENVELOPE, id, body).getBytes(StandardCharsets.UTF_8);
    }

    /** A known device shows the credential of its own that it was given at its first contact. */
    private void adopt(String request, int device) {
        String user = given(request, "ManagementServer.Username");
        String password = given(request, "ManagementServer.Password");
        if (logins.get(device).isPresent() && !user.isEmpty() && !password.isEmpty()) {
            logins.set(device, Optional.of(new WireClient.Login(user, password)));
        }
    }

    private static String given(String request, String name) {
        String value = between(request, name + "</Name>", "</Value>");
        return value.substring(value.lastIndexOf('>') + 1);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        int to = from < 0 ? -1 : text.indexOf(end, from);
        return to < 0 ? "" : text.substring(from + start.length(), to);
    }

    private static String names() {
        StringBuilder out =
                new StringBuilder(
                        "<cwmp:GetParameterNamesResponse><ParameterList"
                                + " soap-enc:arrayType=\"cwmp:ParameterInfoStruct[100]\">");
        for (int i = 0; i < 100; i++) {
            out.append("<ParameterInfoStruct><Name>Device.Bench.P").append(i);
            out.append("</Name><Writable>0</Writable></ParameterInfoStruct>");
        }
        return out.append("</ParameterList></cwmp:GetParameterNamesResponse>").toString();
    }

    private static String hundredValues(int round) {
        StringBuilder out =
                new StringBuilder(
                        "<cwmp:GetParameterValuesResponse><ParameterList"
                                + " soap-enc:arrayType=\"cwmp:ParameterValueStruct[100]\">");
        for (int i = 0; i < 100; i++) {
            out.append(value("Device.Bench.P" + i, i < 20 ? "changes " + round : "stays " + i));
        }
        return out.append("</ParameterList></cwmp:GetParameterValuesResponse>").toString();
    }

    static Map<String, String> environment(boolean digest) {
        return digest ? Map.of() : Map.of("TRELLIS_CWMP_AUTH", "none");
    }
}
