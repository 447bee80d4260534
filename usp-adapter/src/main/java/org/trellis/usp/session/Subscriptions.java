package org.trellis.usp.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.NotificationType;
import org.trellis.usp.message.Request;

/**
 * The subscriptions that a controller keeps at every agent (TR-369 6.1.5.2). Each has an id derived
 * from its purpose, so that reconciling them again changes nothing.
 */
final class Subscriptions {

    static final String TABLE = "Device.LocalAgent.Subscription.";
    private static final String CONTROLLERS = "Device.LocalAgent.Controller.";
    static final String PREFIX = "trellis-";

    /** What operators watch: theirs to end, nothing for housekeeping. */
    static final String WATCHES = PREFIX + "watch-";

    /**
     * @param references comma list; written once, so a change means delete and add
     */
    record Wanted(String id, String type, String references) {

        /** Type before references: agents validate the second by the first. */
        Request.ObjectSettings settings() {
            return new Request.ObjectSettings(
                    TABLE,
                    List.of(
                            setting("ID", id),
                            setting("NotifType", type),
                            setting("ReferenceList", references),
                            setting("Persistent", "true"),
                            setting("NotifRetry", "true"),
                            setting("Enable", "true")));
        }

        boolean isAs(Map<String, String> row) {
            return type.equals(row.get("NotifType"))
                    && references.equals(row.get("ReferenceList"))
                    && isTrue(row.get("Persistent"))
                    && isTrue(row.get("NotifRetry"))
                    && isTrue(row.get("Enable"));
        }

        /** Whether another row of ours tells the same already. */
        boolean isToldBy(Map<String, String> row) {
            String listed = "," + row.getOrDefault("ReferenceList", "").replace(" ", "") + ",";
            return isStanding(row.getOrDefault("ID", ""))
                    && type.equals(row.get("NotifType"))
                    && isTrue(row.get("Enable"))
                    && Stream.of(references.split(","))
                            .allMatch(reference -> listed.contains("," + reference + ","));
        }

        private static boolean isTrue(@Nullable String text) {
            return "true".equals(text) || "1".equals(text);
        }

        private static Request.Setting setting(String name, String value) {
            return new Request.Setting(name, value, true);
        }
    }

    private Subscriptions() {}

    /** Whether an id is of what every agent is asked to tell, watched or not. */
    static boolean isStanding(String id) {
        return id.startsWith(PREFIX) && !id.startsWith(WATCHES);
    }

    /** All subscriptions, and the row of the controller that asks. */
    static Request read(String controller) {
        return Request.Get.of(CONTROLLERS + "[EndpointID==\"" + controller + "\"].", TABLE);
    }

    /** The controller's own row among what {@link #read} brought, by object. */
    static Optional<String> own(Map<String, Map<String, String>> objects, String controller) {
        return objects.entrySet().stream()
                .filter(e -> e.getKey().startsWith(CONTROLLERS))
                .filter(e -> controller.equals(e.getValue().get("EndpointID")))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Whether a subscription is the controller's: another one may use the same ids (TR-181
     * Recipient). An agent that does not tell is taken to mean us.
     */
    static boolean isFor(Optional<String> own, Map<String, String> row) {
        String recipient = row.getOrDefault("Recipient", "");
        return own.isEmpty()
                || recipient.isEmpty()
                || (recipient + ".").equals(own.get())
                || recipient.equals(own.get());
    }

    static List<Wanted> wanted(SessionSettings settings, SupportedModel model) {
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(PREFIX + "boot", "Event", "Device.Boot!"));
        wanted.add(new Wanted(PREFIX + "periodic", "Event", "Device.LocalAgent.Periodic!"));
        if (has(model, "Device.LocalAgent.TransferComplete!")) {
            wanted.add(
                    new Wanted(
                            PREFIX + "transfer", "Event", "Device.LocalAgent.TransferComplete!"));
        }
        wanted.add(new Wanted(PREFIX + "operations", "OperationComplete", "Device."));
        List<String> tables = settings.tables().stream().filter(t -> has(model, t)).toList();
        if (!tables.isEmpty()) {
            wanted.add(new Wanted(PREFIX + "created", "ObjectCreation", String.join(",", tables)));
            wanted.add(
                    new Wanted(
                            PREFIX + "deleted",
                            "ObjectDeletion",
                            String.join(",", tables.stream().map(t -> t + "*.").toList())));
        }
        for (String path : settings.valueChanges()) {
            if (has(model, path)) {
                wanted.add(new Wanted(PREFIX + "value-" + hash(path), "ValueChange", path));
            }
        }
        return wanted;
    }

    /**
     * The id of what an operator watches. Of one path and type there is one, whatever it was
     * watched together with.
     */
    static String watchId(PathExpression path, NotificationType type) {
        String watched = type.label() + " " + path.text();
        return WATCHES + UUID.nameUUIDFromBytes(watched.getBytes(StandardCharsets.UTF_8));
    }

    /** In the words of {@code Device.LocalAgent.Subscription.{i}.NotifType}. */
    static String notifType(NotificationType type) {
        return switch (type) {
            case VALUE_CHANGE -> "ValueChange";
            case OBJECT_CREATION -> "ObjectCreation";
            case OBJECT_DELETION -> "ObjectDeletion";
            case OFF -> throw new IllegalArgumentException("nothing is subscribed to for nothing");
        };
    }

    /** True too for an agent whose data model is not known yet. */
    private static boolean has(SupportedModel model, String path) {
        return !model.isKnown()
                || PathExpression.parse(path)
                        .filter(p -> model.node(p.template()).isPresent())
                        .isPresent();
    }

    private static String hash(String path) {
        CRC32 crc = new CRC32();
        crc.update(path.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
