package org.trellis.simulator.usp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.protobuf.msg.Body;
import org.trellis.protobuf.msg.GetSupportedProtocolResp;
import org.trellis.protobuf.msg.Header;
import org.trellis.protobuf.msg.Msg;
import org.trellis.protobuf.msg.Notify;
import org.trellis.protobuf.msg.Operate;
import org.trellis.protobuf.msg.OperateResp;
import org.trellis.protobuf.msg.Request;
import org.trellis.protobuf.msg.Response;
import org.trellis.protobuf.record.NoSessionContextRecord;
import org.trellis.protobuf.record.Record;
import org.trellis.simulator.state.DeviceState;

/**
 * A pretended USP agent: keeps state and subscriptions, answers every request, notifies with retry,
 * reboots, and reconnects. One virtual thread does everything; the link only fills its mailbox.
 */
public final class Agent implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final String VERSION = "1.3";

    private final String endpointId;
    private final String controllerId;
    private final DeviceState state;
    private final AgentLink link;
    private final AgentRpc rpc;
    private final Subscriptions subscriptions;
    private final Commands commands;
    private final Operations accepted = new Operations();
    private final Notifier notifier = new Notifier();
    private final BlockingQueue<Work> mailbox = new ArrayBlockingQueue<>(1024);
    private final Deque<Msg> unacknowledged = new ArrayDeque<>();
    private final Set<AgentFault> faults = ConcurrentHashMap.newKeySet();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicInteger reboots = new AtomicInteger();
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean running;
    private volatile boolean connected;
    private Boot boot = Boot.LOCAL;
    private String replyTo = "";

    /** What one agent can be asked to do wrong. */
    public enum AgentFault {
        /** Does not answer requests. */
        SILENT,
        /** Accepts operations, and does not end them before it is told to. */
        LINGERING,
        /** Puts another endpoint's id in from_id. */
        SPOOFED_FROM_ID,
        /** Answers with a msg_id that nobody asked for. */
        WRONG_MESSAGE_ID,
        /** Sends records that are no records. */
        GARBAGE
    }

    /** What the next {@code Boot!} tells. */
    private record Boot(String cause, String commandKey, boolean updated) {
        static final Boot LOCAL = new Boot("LocalReboot", "", false);
    }

    private sealed interface Work {
        record Received(byte[] bytes, String replyTo) implements Work {}

        record Changed(String path, String value) implements Work {}

        record Grown(String row) implements Work {}

        record Shrunk(String row) implements Work {}

        record Lost() implements Work {}

        record Finish() implements Work {}

        record Stop() implements Work {}
    }

    public Agent(String endpointId, String controllerId, DeviceState state, AgentLink link) {
        this.endpointId = endpointId;
        this.controllerId = controllerId;
        this.state = state;
        this.link = link;
        this.subscriptions = new Subscriptions(state);
        this.rpc = new AgentRpc(state, notifier);
        this.commands = new Commands(state, this::change);
    }

    public String endpointId() {
        return endpointId;
    }

    public DeviceState state() {
        return state;
    }

    public boolean connected() {
        return connected;
    }

    public int reboots() {
        return reboots.get();
    }

    /** How many operations it was asked for, answered or not. */
    public int operations() {
        return operations.get();
    }

    /** How many notifications the controller acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    public void misbehave(AgentFault... what) {
        faults.clear();
        faults.addAll(Set.of(what));
    }

    /** Ends the operations that it has accepted. */
    public void finishOperations() {
        offer(new Work.Finish());
    }

    /** Changes a value as the device's own doing. */
    public void change(String path, String value) {
        if (state.set(path, value)) {
            offer(new Work.Changed(path, state.text(path)));
        }
    }

    /** Makes a row as the device's own doing. */
    public int grow(String table) {
        int row = state.add(table).orElseThrow();
        offer(new Work.Grown(table + row + "."));
        return row;
    }

    /** Removes a row as the device's own doing. */
    public void shrink(String table, int row) {
        if (state.delete(table + row + ".")) {
            offer(new Work.Shrunk(table + row + "."));
        }
    }

    public void start() {
        running = true;
        Thread.ofVirtual().name("agent-" + endpointId).start(this::run);
    }

    private void offer(Work work) {
        if (!mailbox.offer(work)) {
            log.debug("{}: mailbox full", endpointId);
        }
    }

    private void run() {
        try {
            int failures = 0;
            while (running) {
                try {
                    link.open(
                            (bytes, replyTo) -> offer(new Work.Received(bytes, replyTo)),
                            () -> offer(new Work.Lost()));
                    failures = 0;
                    connected = true;
                    greet();
                    serve();
                } catch (IOException e) {
                    failures++;
                    log.debug("{}: {}", endpointId, e.getMessage());
                    Thread.sleep(Math.min(5000, 250L << Math.min(failures, 5)));
                }
                connected = false;
                link.close();
                mailbox.removeIf(work -> work instanceof Work.Lost);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void greet() throws IOException {
        send(AgentMessages.greeting(link), "");
        boot();
    }

    private void boot() throws IOException {
        Map<String, String> data =
                Map.of(
                        "CommandKey",
                        boot.commandKey(),
                        "Cause",
                        boot.cause(),
                        "FirmwareUpdated",
                        Boolean.toString(boot.updated()),
                        "ParameterMap",
                        "{}");
        boot = Boot.LOCAL;
        event("Device.", "Boot!", data);
    }

    private void event(String object, String name, Map<String, String> data) throws IOException {
        for (String row : subscriptions.matching("Event", object + name)) {
            notify(
                    row,
                    Notify.newBuilder()
                            .setEvent(
                                    Notify.Event.newBuilder()
                                            .setObjPath(object)
                                            .setEventName(name)
                                            .putAllParams(data)));
        }
    }

    private void notify(String subscription, Notify.Builder notification) throws IOException {
        boolean retry = subscriptions.retried(subscription);
        Msg message =
                AgentMessages.notify(
                        "n-" + messages.incrementAndGet(),
                        notification
                                .setSubscriptionId(subscriptions.id(subscription))
                                .setSendResp(retry));
        if (retry && unacknowledged.size() < 1000) {
            unacknowledged.add(message);
        }
        send(message);
    }

    private void serve() throws IOException, InterruptedException {
        long periodic =
                Long.parseLong(state.text("Device.LocalAgent.Controller.1.PeriodicNotifInterval"));
        long nextPeriodic = System.nanoTime() + TimeUnit.SECONDS.toNanos(periodic);
        while (running) {
            Work work = mailbox.poll(1, TimeUnit.SECONDS);
            if (work == null) {
                for (Msg message : unacknowledged) {
                    send(message);
                }
                if (System.nanoTime() > nextPeriodic) {
                    nextPeriodic = System.nanoTime() + TimeUnit.SECONDS.toNanos(periodic);
                    event("Device.LocalAgent.", "Periodic!", Map.of());
                }
                continue;
            }
            switch (work) {
                case Work.Received(byte[] bytes, String to) -> {
                    replyTo = to;
                    received(bytes);
                    replyTo = "";
                }
                case Work.Changed(String path, String value) -> valueChanged(path, value);
                case Work.Grown(String row) -> notifier.created(row);
                case Work.Shrunk(String row) -> notifier.deleted(row);
                case Work.Finish _ -> finish();
                case Work.Lost _ -> throw new IOException("connection lost");
                case Work.Stop _ -> running = false;
            }
        }
    }

    private void valueChanged(String path, String value) throws IOException {
        for (String row : subscriptions.matching("ValueChange", path)) {
            notify(
                    row,
                    Notify.newBuilder()
                            .setValueChange(
                                    Notify.ValueChange.newBuilder()
                                            .setParamPath(path)
                                            .setParamValue(value)));
        }
    }

    private void received(byte[] bytes) throws IOException, InterruptedException {
        Msg request;
        try {
            Record record = Record.parseFrom(bytes);
            if (!record.hasNoSessionContext()) {
                return;
            }
            request = Msg.parseFrom(record.getNoSessionContext().getPayload());
        } catch (InvalidProtocolBufferException e) {
            log.warn("{}: the controller sent what is no record", endpointId);
            return;
        }
        if (request.getBody().hasResponse()) {
            String id = request.getHeader().getMsgId();
            if (unacknowledged.removeIf(m -> m.getHeader().getMsgId().equals(id))) {
                acknowledged.incrementAndGet();
            }
            return;
        }
        if (!request.getBody().hasRequest()) {
            return;
        }
        if (request.getBody().getRequest().hasOperate()) {
            operations.incrementAndGet();
        }
        if (faults.contains(AgentFault.SILENT)) {
            return;
        }
        if (faults.contains(AgentFault.GARBAGE)) {
            link.send(new byte[] {(byte) 0xff, 1, 2, 3}, replyTo);
            return;
        }
        answer(request.getHeader().getMsgId(), request.getBody().getRequest());
    }

    private void answer(String id, Request request) throws IOException, InterruptedException {
        Response.Builder response = Response.newBuilder();
        Header.MsgType type;
        try {
            switch (request.getReqTypeCase()) {
                case GET -> {
                    response.setGetResp(accepted.shown(rpc.get(request.getGet())));
                    type = Header.MsgType.GET_RESP;
                }
                case SET -> {
                    response.setSetResp(rpc.set(request.getSet()));
                    type = Header.MsgType.SET_RESP;
                }
                case ADD -> {
                    response.setAddResp(rpc.add(request.getAdd()));
                    type = Header.MsgType.ADD_RESP;
                }
                case DELETE -> {
                    response.setDeleteResp(rpc.delete(request.getDelete()));
                    type = Header.MsgType.DELETE_RESP;
                }
                case GET_INSTANCES -> {
                    response.setGetInstancesResp(rpc.instances(request.getGetInstances()));
                    type = Header.MsgType.GET_INSTANCES_RESP;
                }
                case GET_SUPPORTED_DM -> {
                    response.setGetSupportedDmResp(
                            SupportedModelReply.of(state, request.getGetSupportedDm()));
                    type = Header.MsgType.GET_SUPPORTED_DM_RESP;
                }
                case GET_SUPPORTED_PROTOCOL -> {
                    response.setGetSupportedProtocolResp(
                            GetSupportedProtocolResp.newBuilder()
                                    .setAgentSupportedProtocolVersions("1.2,1.3"));
                    type = Header.MsgType.GET_SUPPORTED_PROTO_RESP;
                }
                case OPERATE -> {
                    operate(id, request.getOperate());
                    return;
                }
                default -> throw new AgentRpc.Refused(7001, "not supported", java.util.List.of());
            }
        } catch (AgentRpc.Refused refused) {
            send(
                    AgentMessages.message(
                            id, Header.MsgType.ERROR, Body.newBuilder().setError(refused.error())));
            return;
        }
        send(AgentMessages.message(id, type, Body.newBuilder().setResponse(response)));
    }

    private void operate(String id, Operate request) throws IOException, InterruptedException {
        String command = request.getCommand();
        OperateResp.OperationResult.Builder result =
                OperateResp.OperationResult.newBuilder().setExecutedCommand(command);
        boolean restart =
                command.equals("Device.Reboot()") || command.equals("Device.FactoryReset()");
        Optional<OperateResp.OperationResult.CommandFailure> refusal = commands.refusal(request);
        if (refusal.isPresent()) {
            result.setCmdFailure(refusal.get());
        } else if (commands.isAsynchronous(command)) {
            result.setReqObjPath(accepted.begin(request));
        } else {
            result.setReqOutputArgs(OperateResp.OperationResult.OutputArgs.getDefaultInstance());
        }
        if (request.getSendResp()) {
            Response.Builder response =
                    Response.newBuilder()
                            .setOperateResp(OperateResp.newBuilder().addOperationResults(result));
            send(
                    AgentMessages.message(
                            id,
                            Header.MsgType.OPERATE_RESP,
                            Body.newBuilder().setResponse(response)));
        }
        if (result.hasReqObjPath() && !faults.contains(AgentFault.LINGERING)) {
            finish();
        }
        if (restart && refusal.isEmpty()) {
            String cause =
                    command.equals("Device.Reboot()") ? "RemoteReboot" : "RemoteFactoryReset";
            if (command.equals("Device.FactoryReset()")) {
                state.factoryReset();
            }
            restart(new Boot(cause, request.getCommandKey(), false));
        }
    }

    private void restart(Boot next) throws IOException, InterruptedException {
        boot = next;
        reboots.incrementAndGet();
        unacknowledged.clear();
        accepted.end();
        Thread.sleep(300);
        throw new IOException("restarting");
    }

    private void finish() throws IOException, InterruptedException {
        String version = state.text("Device.DeviceInfo.SoftwareVersion");
        Operate restarting = null;
        for (Operate operate : accepted.end()) {
            Outcome outcome = commands.carryOut(operate);
            for (String row : subscriptions.matching("OperationComplete", operate.getCommand())) {
                notify(row, Operations.complete(operate, outcome));
            }
            Map<String, String> transfer = Commands.transfer(operate, outcome);
            if (!transfer.isEmpty()) {
                event("Device.LocalAgent.", "TransferComplete!", transfer);
            }
            restarting = Commands.restarts(operate, outcome) ? operate : restarting;
        }
        if (restarting != null) {
            boolean updated = !version.equals(state.text("Device.DeviceInfo.SoftwareVersion"));
            restart(new Boot("RemoteReboot", restarting.getCommandKey(), updated));
        }
    }

    private void send(Msg message) throws IOException {
        Msg sent = message;
        if (faults.contains(AgentFault.WRONG_MESSAGE_ID) && message.getBody().hasResponse()) {
            sent =
                    message.toBuilder()
                            .setHeader(message.getHeader().toBuilder().setMsgId("nobody-asked"))
                            .build();
        }
        send(
                Record.newBuilder()
                        .setNoSessionContext(
                                NoSessionContextRecord.newBuilder()
                                        .setPayload(ByteString.copyFrom(sent.toByteArray()))),
                message.getBody().hasRequest() ? "" : replyTo);
    }

    private void send(Record.Builder record, String to) throws IOException {
        String from =
                faults.contains(AgentFault.SPOOFED_FROM_ID) ? "os::FFFFFF-somebody" : endpointId;
        link.send(
                record.setVersion(VERSION)
                        .setToId(controllerId)
                        .setFromId(from)
                        .build()
                        .toByteArray(),
                to);
    }

    @Override
    public void close() {
        running = false;
        offer(new Work.Stop());
        link.close();
    }

    /** Turns the doings of requests into notifications, behind the answer that caused them. */
    private final class Notifier implements AgentRpc.Listener {
        @Override
        public void changed(String path, String value) {
            offer(new Work.Changed(path, value));
        }

        @Override
        public void created(String object) {
            object(object, true);
        }

        @Override
        public void deleted(String object) {
            object(object, false);
        }

        private void object(String object, boolean created) {
            try {
                for (String row :
                        subscriptions.matching(
                                created ? "ObjectCreation" : "ObjectDeletion", object)) {
                    Notify.Builder notification = Notify.newBuilder();
                    if (created) {
                        notification.setObjCreation(
                                Notify.ObjectCreation.newBuilder()
                                        .setObjPath(object)
                                        .putAllUniqueKeys(rpc.keys(object)));
                    } else {
                        notification.setObjDeletion(
                                Notify.ObjectDeletion.newBuilder().setObjPath(object));
                    }
                    Agent.this.notify(row, notification);
                }
            } catch (IOException lost) {
                offer(new Work.Lost());
            }
        }
    }
}
