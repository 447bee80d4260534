package org.trellis.model.translate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.NativeValue;
import org.trellis.model.translate.Translated;

/**
 * Commands that fetch or send a file. CWMP always tells user and password, and knows an empty one
 * for none: they may be left out. It cannot tell a checksum, nor put off the use of a firmware.
 */
final class FileTransfers {

    private static final String INFO = "Device.DeviceInfo.";
    private static final String IMAGE = INFO + "FirmwareImage.{i}.";

    /** Which RPC it is. */
    private enum Kind {
        FIRMWARE,
        RESTORE,
        BACKUP,
        LOG
    }

    private static final Map<String, Kind> KINDS =
            Map.of(
                    IMAGE + "Download()", Kind.FIRMWARE,
                    INFO + "VendorConfigFile.{i}.Restore()", Kind.RESTORE,
                    INFO + "VendorConfigFile.{i}.Backup()", Kind.BACKUP,
                    INFO + "VendorLogFile.{i}.Upload()", Kind.LOG);

    private static final Set<String> OPTIONAL = Set.of("Username", "Password");

    private final ModelTranslator translator;
    private final Arguments arguments;

    FileTransfers(ModelTranslator translator, Arguments arguments) {
        this.translator = translator;
        this.arguments = arguments;
    }

    static boolean isOne(String template) {
        return KINDS.containsKey(template);
    }

    /** Its RPC method; empty for what is no file transfer. */
    static Optional<String> rpc(String template) {
        return Optional.ofNullable(KINDS.get(template))
                .map(kind ->
                        switch (kind) {
                            case FIRMWARE, RESTORE -> "Download";
                            case BACKUP, LOG -> "Upload";
                        });
    }

    Translated<CommandPlan> plan(ParameterPath command, Map<String, String> input) {
        Kind kind = KINDS.get(command.template());
        if (kind == null) {
            return Refusal.of(command, "no file transfer");
        }
        ParameterPath row = command.parent().orElseThrow();
        String number = row.name();
        Optional<String> missing = missing(kind, number);
        if (missing.isPresent()) {
            return Refusal.of(command, missing.get());
        }
        List<PathError> errors = new ArrayList<>(arguments.check(command, input, OPTIONAL));
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        GivenArguments given = new GivenArguments(command, arguments.canonical(command, input));
        FileServer server = given.server();
        FileServer.wrong(server.url())
                .ifPresent(why -> errors.add(Refusal.value(command, "URL", why)));
        String size = given.take("FileSize");
        String name = given.take("TargetFileName");
        if (given.has("AutoActivate") && !given.take("AutoActivate").equals("true")) {
            errors.add(
                    Refusal.argument(
                            command,
                            "AutoActivate",
                            "over CWMP a device uses what it has downloaded at once"));
        }
        errors.addAll(given.leftOver());
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        return new Translated.Ok<>(
                switch (kind) {
                    case FIRMWARE -> download("1 Firmware Upgrade Image", server, size, name);
                    case RESTORE -> download("3 Vendor Configuration File", server, size, name);
                    case BACKUP -> upload(3, 1, "Vendor Configuration File", row, server);
                    case LOG -> upload(4, 2, "Vendor Log File", row, server);
                });
    }

    /** TR-098 shows the firmware that runs as the one image. */
    private Optional<String> missing(Kind kind, String number) {
        return kind == Kind.FIRMWARE
                        && translator.root() == DataModelRoot.TR_098
                        && !number.equals("1")
                ? Optional.of("a device of TR-098 has one image, FirmwareImage.1")
                : Optional.empty();
    }

    private static CommandPlan download(
            String fileType, FileServer server, String size, String name) {
        return new CommandPlan.Download(
                fileType, server, size.isEmpty() ? 0 : Long.parseLong(size), name);
    }

    /** The numbered types are those of Amendment 5; before it there is one file of each kind. */
    private static CommandPlan upload(
            int numbered, int plain, String what, ParameterPath row, FileServer server) {
        String fileType = numbered + " " + what + " " + row.name();
        return new CommandPlan.Upload(
                fileType, row.name().equals("1") ? plain + " " + what : fileType, row, server);
    }

    /** What is set to have another image run from the next start on. */
    static boolean isActivation(String template) {
        return template.equals(IMAGE + "Activate()");
    }

    /**
     * TR-181 names the image to start with; TR-098 has no more than the one that runs. A later time
     * is of USP alone.
     */
    Translated<CommandPlan> activation(ParameterPath command, Map<String, String> input) {
        List<PathError> errors = new ArrayList<>(arguments.check(command, input, OPTIONAL));
        input.keySet()
                .forEach(argument ->
                        errors.add(
                                Refusal.argument(
                                        command,
                                        argument,
                                        "over CWMP an image is activated at once")));
        if (!errors.isEmpty()) {
            return new Translated.Refused<>(errors);
        }
        ParameterPath image = command.parent().orElseThrow();
        return switch (translator.root()) {
            case TR_098 ->
                    image.name().equals("1")
                            ? new Translated.Ok<>(new CommandPlan.Nothing())
                            : Refusal.of(
                                    command, "a device of TR-098 has one image, FirmwareImage.1");
            case TR_181 ->
                    switch (translator.toNativeWrites(
                            Map.of(
                                    ParameterPath.of(INFO + "BootFirmwareImage"),
                                    image.text().substring(0, image.text().length() - 1)),
                            _ -> Optional.empty())) {
                        case Translated.Ok<List<NativeValue>>(var writes) ->
                                new Translated.Ok<>(new CommandPlan.Restart(writes));
                        case Translated.Refused<List<NativeValue>>(var refused) ->
                                new Translated.Refused<>(refused);
                    };
        };
    }

    /** Whether an activation takes a restart. */
    boolean restarts() {
        return switch (translator.root()) {
            case TR_098 -> false;
            case TR_181 -> true;
        };
    }

    /** The native parameters that a device must have for an activation. */
    Translated<List<ParameterPath>> bootImage(ParameterPath command) {
        return switch (activation(command, Map.of())) {
            case Translated.Ok<CommandPlan>(CommandPlan.Restart(var writes)) ->
                    new Translated.Ok<>(
                            writes.stream().map(w -> ParameterPath.of(w.path())).toList());
            case Translated.Ok<CommandPlan> _ -> new Translated.Ok<>(List.of());
            case Translated.Refused<CommandPlan>(var errors) -> new Translated.Refused<>(errors);
        };
    }
}
