package org.trellis.usp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trellis.southbound.Principal;
import org.trellis.usp.codec.UspDecodeException;
import org.trellis.usp.codec.UspMessageCodec;
import org.trellis.usp.codec.UspRecordCodec;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.MtpPeer;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.PayloadSecurity;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.UspRecord;

/** An agent with a flat data model; a test may answer single requests itself. */
final class FakeAgent implements FakeMtp.Plug {

    static final String CONTROLLER = "self::trellis";
    private static final String SUBSCRIPTIONS = "Device.LocalAgent.Subscription.";
    private static final String OWN_ROW = "Device.LocalAgent.Controller.1.";

    /** Held back: the test answers when it likes. */
    record Asked(MtpPeer over, String id, Request request) {}

    final String endpointId;
    final Map<String, String> values = new TreeMap<>();
    final List<UspMessage> received = new CopyOnWriteArrayList<>();
    final List<UspRecord> records = new CopyOnWriteArrayList<>();
    final List<Asked> held = new CopyOnWriteArrayList<>();

    /** Empty: the default answer. */
    volatile Function<Request, Optional<MessageBody>> script = _ -> Optional.empty();

    /** Requests that are not answered until the test does. */
    volatile Predicate<Request> hold = _ -> false;

    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicInteger notifications = new AtomicInteger();
    private final Map<String, FakeMtp> mtps = new LinkedHashMap<>();

    FakeAgent(String endpointId, String serial) {
        this.endpointId = endpointId;
        values.put("Device.DeviceInfo.Manufacturer", "Acme");
        values.put("Device.DeviceInfo.ManufacturerOUI", "00256D");
        values.put("Device.DeviceInfo.ProductClass", "Box");
        values.put("Device.DeviceInfo.SerialNumber", serial);
        values.put("Device.DeviceInfo.SoftwareVersion", "1.0");
        values.put(OWN_ROW + "EndpointID", CONTROLLER);
        values.put(OWN_ROW + "PeriodicNotifInterval", "60");
    }

    MtpPeer connect(FakeMtp mtp, Principal principal) {
        mtps.put(mtp.transport(), mtp);
        MtpPeer peer = mtp.connect(endpointId, principal, this);
        say(
                peer,
                mtp.transport().equals("mqtt")
                        ? new RecordBody.MqttConnect(true, "topic")
                        : new RecordBody.WebSocketConnect());
        return peer;
    }

    /** Can be sent to, and says nothing by itself. */
    void listen(FakeMtp mtp, Principal principal) {
        mtps.put(mtp.transport(), mtp);
        mtp.silentPrincipal = principal;
        mtp.silent = this;
    }

    boolean say(MtpPeer over, RecordBody body) {
        return say(over, endpointId, CONTROLLER, body);
    }

    boolean say(MtpPeer over, String from, String to, RecordBody body) {
        return say(over, from, to, body, () -> {});
    }

    private boolean say(
            MtpPeer over, String from, String to, RecordBody body, Runnable acknowledge) {
        return mtps.get(over.transport())
                .receive(
                        over,
                        UspRecordCodec.encode(
                                new UspRecord("1.3", to, from, PayloadSecurity.PLAINTEXT, body)),
                        acknowledge);
    }

    boolean raw(MtpPeer over, byte[] bytes, Runnable acknowledge) {
        return mtps.get(over.transport()).receive(over, bytes, acknowledge);
    }

    boolean answer(Asked asked, MessageBody body) {
        return send(asked.over(), asked.id(), body);
    }

    boolean send(MtpPeer over, String id, MessageBody body) {
        return say(
                over,
                new RecordBody.NoSessionContext(UspMessageCodec.encode(new UspMessage(id, body))));
    }

    /** As a broker delivers it, that waits for the acknowledgement. */
    boolean publish(
            MtpPeer over, String id, boolean respond, Notification said, Runnable acknowledge) {
        Request notify = new Request.Notify("trellis-test", respond, said);
        return say(
                over,
                endpointId,
                CONTROLLER,
                new RecordBody.NoSessionContext(UspMessageCodec.encode(new UspMessage(id, notify))),
                acknowledge);
    }

    String notify(MtpPeer over, boolean respond, Notification notification) {
        String id = "Event-" + notifications.incrementAndGet();
        send(over, id, new Request.Notify("trellis-test", respond, notification));
        return id;
    }

    /** The values below some paths, as the default answer gives them. */
    Response read(List<String> paths) {
        List<Response.RequestedPath> results = new ArrayList<>();
        for (String path : paths) {
            String prefix = path.replaceAll("\\[[^\\]]*]", "1");
            Map<String, Map<String, String>> objects = new TreeMap<>();
            synchronized (values) {
                values.forEach((name, value) -> {
                    if (name.equals(prefix) || prefix.endsWith(".") && name.startsWith(prefix)) {
                        int dot = name.lastIndexOf('.') + 1;
                        objects.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>())
                                .put(name.substring(dot), value);
                    }
                });
            }
            boolean known = !objects.isEmpty() || prefix.startsWith(SUBSCRIPTIONS);
            results.add(
                    new Response.RequestedPath(
                            path,
                            known
                                    ? Optional.empty()
                                    : Optional.of(new Fault(7026, "no such path " + path)),
                            objects.entrySet().stream()
                                    .map(e -> new Response.ResolvedPath(e.getKey(), e.getValue()))
                                    .toList()));
        }
        return new Response.GetResult(results);
    }

    @Override
    public void receive(MtpPeer self, byte[] bytes) {
        try {
            UspRecord record = UspRecordCodec.decode(bytes, UspRecordCodec.MAX_SIZE);
            records.add(record);
            if (!(record.body() instanceof RecordBody.NoSessionContext(Payload payload))) {
                return;
            }
            UspMessage message = UspMessageCodec.decode(payload);
            received.add(message);
            if (message.body() instanceof Request request) {
                if (hold.test(request)) {
                    held.add(new Asked(self, message.id(), request));
                } else {
                    send(
                            self,
                            message.id(),
                            script.apply(request).orElseGet(() -> answer(request)));
                }
            }
        } catch (UspDecodeException e) {
            throw new IllegalStateException(e);
        }
    }

    private MessageBody answer(Request request) {
        return switch (request) {
            case Request.GetSupportedProtocol _ -> new Response.SupportedProtocol("1.0,1.3");
            case Request.Get(List<String> paths, int _) -> read(paths);
            case Request.Add(boolean _, List<Request.ObjectSettings> objects) -> add(objects);
            case Request.Set(boolean _, List<Request.ObjectSettings> objects) -> set(objects);
            case Request.Delete(boolean _, List<String> objects) -> delete(objects);
            case Request.GetSupportedDm _,
                    Request.GetInstances _,
                    Request.Operate _,
                    Request.Notify _,
                    Request.Register _,
                    Request.Deregister _,
                    Request.Unknown _ ->
                    ErrorMessage.of(7001, "not supported");
        };
    }

    private Response add(List<Request.ObjectSettings> objects) {
        List<Response.ObjectResult<Response.Created>> results = new ArrayList<>();
        for (Request.ObjectSettings object : objects) {
            String row = object.object() + rows.incrementAndGet() + ".";
            synchronized (values) {
                object.settings().forEach(s -> values.put(row + s.parameter(), s.value()));
                if (row.startsWith(SUBSCRIPTIONS)) {
                    values.put(row + "Recipient", "Device.LocalAgent.Controller.1");
                }
            }
            results.add(
                    new Response.ObjectResult<>(
                            object.object(),
                            new Response.ObjectOutcome.Success<>(
                                    new Response.Created(row, Map.of(), List.of()))));
        }
        return new Response.AddResult(results);
    }

    private Response set(List<Request.ObjectSettings> objects) {
        List<Response.ObjectResult<Response.Updated>> results = new ArrayList<>();
        for (Request.ObjectSettings object : objects) {
            Map<String, String> updated = new LinkedHashMap<>();
            synchronized (values) {
                object.settings()
                        .forEach(s -> {
                            values.put(object.object() + s.parameter(), s.value());
                            updated.put(s.parameter(), s.value());
                        });
            }
            results.add(
                    new Response.ObjectResult<>(
                            object.object(),
                            new Response.ObjectOutcome.Success<>(
                                    new Response.Updated(
                                            List.of(
                                                    new Response.UpdatedInstance(
                                                            object.object(),
                                                            updated,
                                                            List.of()))))));
        }
        return new Response.SetResult(results);
    }

    private Response delete(List<String> objects) {
        synchronized (values) {
            objects.forEach(o -> values.keySet().removeIf(k -> k.startsWith(o)));
        }
        return new Response.DeleteResult(
                objects.stream()
                        .map(o ->
                                new Response.ObjectResult<>(
                                        o,
                                        (Response.ObjectOutcome<Response.Deleted>)
                                                new Response.ObjectOutcome.Success<>(
                                                        new Response.Deleted(
                                                                List.of(o), List.of()))))
                        .toList());
    }

    List<String> subscriptionIds() {
        synchronized (values) {
            return values.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(SUBSCRIPTIONS))
                    .filter(e -> e.getKey().endsWith(".ID"))
                    .map(Map.Entry::getValue)
                    .sorted()
                    .toList();
        }
    }
}
