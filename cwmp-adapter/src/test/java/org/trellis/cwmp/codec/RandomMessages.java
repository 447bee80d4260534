package org.trellis.cwmp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.trellis.cwmp.message.*;

/** Messages of every kind from a seed, in the normal form that the wire keeps. */
final class RandomMessages {

    private static final String LETTERS =
            "abcXYZ019 .-_&<>\"'];[!%\u00e9\u00df\u4f60\u20ac\ud83d\ude00\r\n\t";

    private final RandomGenerator random;

    RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    Envelope envelope() {
        SoapHeader header =
                new SoapHeader(
                        maybe(this::text),
                        random.nextBoolean(),
                        random.nextBoolean() ? OptionalLong.of(size()) : OptionalLong.empty(),
                        random.nextBoolean() ? List.of("1.0", "1.4") : List.of(),
                        maybe(() -> CwmpVersion.V1_4));
        CwmpNamespace namespace =
                List.of(
                                CwmpNamespace.CWMP_1_0,
                                CwmpNamespace.CWMP_1_1,
                                CwmpNamespace.CWMP_1_2,
                                new CwmpNamespace("urn:dslforum-org:cwmp-1-4"))
                        .get(random.nextInt(4));
        List<Supplier<CwmpMessage>> kinds = kinds();
        return new Envelope(namespace, header, kinds.get(random.nextInt(kinds.size())).get());
    }

    List<Supplier<CwmpMessage>> kinds() {
        List<Supplier<CwmpMessage>> kinds = new ArrayList<>();
        acsRequests(kinds);
        cpeResponses(kinds);
        cpeRequests(kinds);
        acsResponses(kinds);
        return kinds;
    }

    private void acsRequests(List<Supplier<CwmpMessage>> kinds) {
        kinds.add(GetRPCMethods::new);
        kinds.add(() -> new GetParameterNames(word(), random.nextBoolean()));
        kinds.add(() -> new GetParameterValues(list(this::word)));
        kinds.add(() -> new SetParameterValues(list(this::parameter), text()));
        kinds.add(() ->
                new SetParameterAttributes(
                        list(() ->
                                new SetParameterAttributesStruct(
                                        word(),
                                        random.nextBoolean(),
                                        random.nextInt(7),
                                        random.nextBoolean(),
                                        list(this::word)))));
        kinds.add(() -> new GetParameterAttributes(list(this::word)));
        kinds.add(() -> new AddObject(word(), text()));
        kinds.add(() -> new DeleteObject(word(), text()));
        kinds.add(() -> new Reboot(text()));
        kinds.add(FactoryReset::new);
        kinds.add(() -> new Download(text(), word(), location(), size(), word(), size()));
        kinds.add(() -> new Upload(text(), word(), location(), size()));
        kinds.add(() -> new ScheduleInform(size(), text()));
        kinds.add(() ->
                new ScheduleDownload(
                        text(),
                        word(),
                        location(),
                        size(),
                        word(),
                        list(() ->
                                new TimeWindowStruct(
                                        size(), size(), word(), text(), random.nextInt(-1, 5)))));
        kinds.add(() -> new CancelTransfer(text()));
        kinds.add(GetQueuedTransfers::new);
        kinds.add(GetAllQueuedTransfers::new);
        kinds.add(() -> new ChangeDUState(list(this::operation), text()));
    }

    private void cpeResponses(List<Supplier<CwmpMessage>> kinds) {
        kinds.add(() -> new GetRPCMethodsResponse(list(this::word)));
        kinds.add(() ->
                new GetParameterNamesResponse(
                        list(() -> new ParameterInfoStruct(word(), random.nextBoolean()))));
        kinds.add(() -> new GetParameterValuesResponse(list(this::parameter)));
        kinds.add(() -> new SetParameterValuesResponse(status()));
        kinds.add(SetParameterAttributesResponse::new);
        kinds.add(() ->
                new GetParameterAttributesResponse(
                        list(() ->
                                new ParameterAttributeStruct(
                                        word(), random.nextInt(7), list(this::word)))));
        kinds.add(() -> new AddObjectResponse(1 + size(), status()));
        kinds.add(() -> new DeleteObjectResponse(status()));
        kinds.add(RebootResponse::new);
        kinds.add(FactoryResetResponse::new);
        kinds.add(() -> new DownloadResponse(status(), time(), time()));
        kinds.add(() -> new UploadResponse(status(), time(), time()));
        kinds.add(ScheduleInformResponse::new);
        kinds.add(ScheduleDownloadResponse::new);
        kinds.add(CancelTransferResponse::new);
        kinds.add(() ->
                new GetQueuedTransfersResponse(
                        list(() -> new QueuedTransferStruct(text(), random.nextInt(1, 4)))));
        kinds.add(() ->
                new GetAllQueuedTransfersResponse(
                        list(() ->
                                new AllQueuedTransferStruct(
                                        text(),
                                        random.nextInt(1, 4),
                                        random.nextBoolean(),
                                        file()))));
        kinds.add(ChangeDUStateResponse::new);
        kinds.add(() -> new UnknownResponse("X_00AABB_NoSuchResponse"));
    }

    private void cpeRequests(List<Supplier<CwmpMessage>> kinds) {
        kinds.add(() ->
                new Inform(
                        new DeviceIdStruct(word(), "00AABB", word(), word()),
                        list(() -> new EventStruct(word(), text())),
                        size(),
                        time(),
                        size(),
                        list(this::parameter)));
        kinds.add(() -> new TransferComplete(text(), outcome()));
        kinds.add(() ->
                new AutonomousTransferComplete(
                        word(), word(), random.nextBoolean(), file(), outcome()));
        kinds.add(() -> new RequestDownload(word(), list(() -> new ArgStruct(word(), text()))));
        kinds.add(() -> new Kicked(text(), text(), text(), text()));
        kinds.add(() -> new DUStateChangeComplete(list(() -> result(Optional.empty())), text()));
        kinds.add(() ->
                new AutonomousDUStateChangeComplete(list(() -> result(Optional.of("Install")))));
        kinds.add(() -> new UnknownRequest("X_00AABB_NoSuch"));
    }

    private void acsResponses(List<Supplier<CwmpMessage>> kinds) {
        kinds.add(InformResponse::new);
        kinds.add(TransferCompleteResponse::new);
        kinds.add(AutonomousTransferCompleteResponse::new);
        kinds.add(RequestDownloadResponse::new);
        kinds.add(() -> new KickedResponse(text()));
        kinds.add(DUStateChangeCompleteResponse::new);
        kinds.add(AutonomousDUStateChangeCompleteResponse::new);
        kinds.add(() ->
                new Fault(
                        random.nextBoolean() ? FaultSide.CLIENT : FaultSide.SERVER,
                        fault(),
                        word(),
                        list(() -> new SetParameterValuesFault(word(), fault(), word()))));
    }

    private ParameterValueStruct parameter() {
        return switch (random.nextInt(5)) {
            case 0 ->
                    new ParameterValueStruct(
                            word(), "xsd:boolean", random.nextBoolean() ? "1" : "0");
            case 1 -> new ParameterValueStruct(word(), "xsd:unsignedInt", Long.toString(size()));
            case 2 -> new ParameterValueStruct(word(), "xsd:dateTime", time().text());
            case 3 -> new ParameterValueStruct(word(), "object", text());
            default -> new ParameterValueStruct(word(), "xsd:string", text());
        };
    }

    private OperationStruct operation() {
        return switch (random.nextInt(3)) {
            case 0 -> new OperationStruct.Install(location(), word(), word());
            case 1 -> new OperationStruct.Update(word(), word(), location());
            default -> new OperationStruct.Uninstall(word(), word(), word());
        };
    }

    private OpResultStruct result(Optional<String> performed) {
        return new OpResultStruct(
                new DeploymentUnit(word(), word(), word(), word()),
                "Installed",
                random.nextBoolean(),
                outcome(),
                performed);
    }

    private TransferOutcome outcome() {
        return new TransferOutcome(new FaultStruct(fault(), word()), time(), time());
    }

    private TransferredFile file() {
        return new TransferredFile(word(), size(), word());
    }

    private FileLocation location() {
        return new FileLocation(word(), text(), text());
    }

    private FaultCode fault() {
        return new FaultCode(random.nextInt(9000, 9900));
    }

    private ApplyStatus status() {
        return random.nextBoolean() ? ApplyStatus.APPLIED : ApplyStatus.PENDING;
    }

    private CwmpTime time() {
        return random.nextBoolean() ? CwmpTime.UNKNOWN : new CwmpTime("2026-11-22T15:10:40+02:00");
    }

    private long size() {
        return random.nextLong(0, 1L << 32);
    }

    private <T> Optional<T> maybe(Supplier<T> supplier) {
        return random.nextBoolean() ? Optional.of(supplier.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> item) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    /** Any characters, also none. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(LETTERS.length());
            at = Character.isLowSurrogate(LETTERS.charAt(at)) ? at - 1 : at;
            text.appendCodePoint(LETTERS.codePointAt(at));
        }
        return text.toString();
    }

    /** At least one character, with no white space to normalise. */
    private String word() {
        return "w" + text().replaceAll("\\s", "");
    }
}
