package org.trellis.usp.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.trellis.model.ParameterType;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.Notification;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.ObjectOutcome;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.SupportedObject;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.PayloadSecurity;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.SarState;
import org.trellis.usp.record.UspRecord;

/** Random records and messages, all kinds of them. */
final class Samples {

    private static final String[] WORDS = {
        "", "Device.", "Device.WiFi.SSID.1.", "[Alias==\"x\"]", "Grüße\u0000 \uD83D\uDE00", "a,b"
    };

    private final Random random;

    Samples(Random random) {
        this.random = random;
    }

    UspRecord record() {
        return new UspRecord(
                "1." + random.nextInt(6),
                text(),
                text(),
                random.nextBoolean() ? PayloadSecurity.PLAINTEXT : PayloadSecurity.TLS12,
                one(
                        () -> new RecordBody.NoSessionContext(payload()),
                        () ->
                                new RecordBody.SessionContext(
                                        random.nextLong(),
                                        random.nextLong(),
                                        random.nextLong(),
                                        random.nextLong(),
                                        any(SarState.values()),
                                        any(SarState.values()),
                                        list(this::payload)),
                        () -> new RecordBody.WebSocketConnect(),
                        () -> new RecordBody.MqttConnect(random.nextBoolean(), text()),
                        () -> new RecordBody.StompConnect(text()),
                        () -> new RecordBody.UdsConnect(),
                        () -> new RecordBody.Disconnect(text(), 7100 + random.nextInt(7))));
    }

    UspMessage message() {
        return new UspMessage(
                "m" + random.nextInt(),
                one(
                        this::request,
                        this::response,
                        () -> new ErrorMessage(fault(), list(this::pathFault))));
    }

    private MessageBody request() {
        return one(
                () -> new Request.Get(texts(), random.nextInt(4)),
                () -> new Request.GetSupportedDm(texts(), flag(), flag(), flag(), flag(), flag()),
                () -> new Request.GetInstances(texts(), flag()),
                () -> new Request.Set(flag(), list(this::settings)),
                () -> new Request.Add(flag(), list(this::settings)),
                () -> new Request.Delete(flag(), texts()),
                () -> new Request.Operate(text(), text(), flag(), map()),
                () -> new Request.Notify(text(), flag(), notification()),
                () -> new Request.GetSupportedProtocol(text()),
                () -> new Request.Register(flag(), texts()),
                () -> new Request.Deregister(texts()),
                () -> new Request.Unknown());
    }

    private Notification notification() {
        return one(
                () -> new Notification.Event(text(), text(), map()),
                () -> new Notification.ValueChange(text(), text()),
                () -> new Notification.ObjectCreation(text(), map()),
                () -> new Notification.ObjectDeletion(text()),
                () ->
                        new Notification.OperationComplete(
                                text(),
                                text(),
                                text(),
                                flag()
                                        ? new CommandOutcome.Output(map())
                                        : new CommandOutcome.Failed(fault())),
                () -> new Notification.OnBoardRequest(text(), text(), text(), text()),
                () -> new Notification.Unknown());
    }

    private MessageBody response() {
        return one(
                () ->
                        new Response.GetResult(
                                list(() ->
                                        new Response.RequestedPath(
                                                text(),
                                                maybeFault(),
                                                list(() ->
                                                        new Response.ResolvedPath(
                                                                text(), map()))))),
                () ->
                        new Response.SupportedDm(
                                list(() ->
                                        new Response.SupportedDmResult(
                                                text(),
                                                maybeFault(),
                                                text(),
                                                list(this::supported)))),
                () ->
                        new Response.Instances(
                                list(() ->
                                        new Response.InstancesResult(
                                                text(),
                                                maybeFault(),
                                                list(() -> new Response.Instance(text(), map()))))),
                () ->
                        new Response.SetResult(
                                list(() ->
                                        result(
                                                () ->
                                                        new Response.Updated(
                                                                list(() ->
                                                                        new Response
                                                                                .UpdatedInstance(
                                                                                text(),
                                                                                map(),
                                                                                list(
                                                                                        this
                                                                                                ::pathFault)))),
                                                list(this::deepFault)))),
                () ->
                        new Response.AddResult(
                                list(() ->
                                        result(
                                                () ->
                                                        new Response.Created(
                                                                text(),
                                                                map(),
                                                                list(this::pathFault)),
                                                List.of()))),
                () ->
                        new Response.DeleteResult(
                                list(() ->
                                        result(
                                                () ->
                                                        new Response.Deleted(
                                                                texts(), list(this::pathFault)),
                                                List.of()))),
                () ->
                        new Response.OperateResult(
                                list(() ->
                                        new Response.Executed(
                                                text(),
                                                one(
                                                        () -> new CommandOutcome.Output(map()),
                                                        () -> new CommandOutcome.Started(text()),
                                                        () ->
                                                                new CommandOutcome.Failed(
                                                                        fault()))))),
                () -> new Response.NotifyResult(text()),
                () -> new Response.SupportedProtocol(text()),
                () ->
                        new Response.RegisterResult(
                                list(() -> result(() -> List.of(text()), List.of()))),
                () -> new Response.DeregisterResult(list(() -> result(this::texts, List.of()))),
                () -> new Response.Unknown());
    }

    private SupportedObject supported() {
        return new SupportedObject(
                text(),
                flag(),
                flag(),
                flag(),
                list(() ->
                        one(
                                () ->
                                        new SupportedObject.Parameter(
                                                text(),
                                                true,
                                                flag(),
                                                Optional.of(any(ParameterType.values()))),
                                () ->
                                        new SupportedObject.Parameter(
                                                text(), false, true, Optional.empty()))),
                list(() ->
                        new SupportedObject.Command(
                                text(),
                                any(SupportedObject.CommandType.values()),
                                texts(),
                                texts())),
                list(() -> new SupportedObject.Event(text(), texts())),
                texts(),
                list(this::texts));
    }

    private <T> ObjectResult<T> result(Supplier<T> what, List<PathFault> details) {
        ObjectOutcome<T> outcome =
                flag()
                        ? new ObjectOutcome.Success<>(what.get())
                        : new ObjectOutcome.Failure<>(fault(), details);
        return new ObjectResult<>(text(), outcome);
    }

    private Request.ObjectSettings settings() {
        return new Request.ObjectSettings(
                text(), list(() -> new Request.Setting(text(), text(), flag())));
    }

    private Fault fault() {
        return new Fault(7000 + random.nextInt(1000), text());
    }

    private Optional<Fault> maybeFault() {
        return flag() ? Optional.of(fault()) : Optional.empty();
    }

    private PathFault pathFault() {
        return new PathFault(text(), fault());
    }

    private PathFault deepFault() {
        return new PathFault("Device.X.1.P" + random.nextInt(9), fault());
    }

    private Payload payload() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return Payload.of(bytes);
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private String text() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private List<String> texts() {
        return list(this::text);
    }

    private Map<String, String> map() {
        Map<String, String> map = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(text(), text());
        }
        return map;
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    @SafeVarargs
    private <T> T one(Supplier<? extends T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }
}
