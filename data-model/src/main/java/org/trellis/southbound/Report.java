package org.trellis.southbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SecretNames;

/** What a device says of its own accord, in canonical terms. */
public sealed interface Report {

    /** It called, because it was time or because it was asked to; carries no news. */
    record Contact(List<String> eventCodes) implements Report {
        public Contact {
            eventCodes = List.copyOf(eventCodes);
        }
    }

    /**
     * It started.
     *
     * @param cause the protocol's own word ({@code RemoteReboot}, {@code 1 BOOT}); may be empty
     * @param commandTag the tag of the command that caused it, where the device echoes it
     */
    record Boot(String cause, Optional<String> commandTag, boolean firmwareUpdated)
            implements Report {
        public Boot {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(commandTag);
        }
    }

    /** It has lost its settings, by whatever it shows: ends a factory reset that is under way. */
    record Reset() implements Report {}

    /**
     * Values that came without being asked for.
     *
     * @param changed whether the device says that they changed (value-change notification); plain
     *     Inform parameters are not
     */
    record Values(List<ObservedValue> values, List<ParameterPath> covered, boolean changed)
            implements Report {
        public Values {
            values = List.copyOf(values);
            covered = List.copyOf(covered);
        }
    }

    /** A row appeared. */
    record ObjectCreated(ParameterPath object, Map<String, String> uniqueKeys) implements Report {
        public ObjectCreated {
            Objects.requireNonNull(object);
            uniqueKeys = Map.copyOf(uniqueKeys);
        }
    }

    /** A row is gone. */
    record ObjectDeleted(ParameterPath object) implements Report {
        public ObjectDeleted {
            Objects.requireNonNull(object);
        }
    }

    /** An asynchronous operation ended: completes the running command with this tag. */
    record OperationComplete(
            String commandTag,
            ParameterPath command,
            Map<String, String> output,
            List<PathError> errors)
            implements Report {
        public OperationComplete {
            Objects.requireNonNull(commandTag);
            Objects.requireNonNull(command);
            output = Map.copyOf(output);
            errors = List.copyOf(errors);
        }
    }

    /**
     * What the device is at, by its own list of accepted operations: an operation that was accepted
     * before, and is not there any more, has ended or is lost.
     *
     * @param commandTags of the operations that it has
     * @param askedAt what was sent to it later need not be among them
     */
    record Operations(Set<String> commandTags, Instant askedAt) implements Report {
        public Operations {
            commandTags = Set.copyOf(commandTags);
            Objects.requireNonNull(askedAt);
        }
    }

    /**
     * A file transfer ended (TransferComplete RPC or event).
     *
     * @param details without the secrets that a device put into them
     */
    record TransferComplete(String commandTag, Map<String, String> details, List<PathError> errors)
            implements Report {
        public TransferComplete {
            Objects.requireNonNull(commandTag);
            details = Map.copyOf(SecretNames.redacted(details));
            errors = List.copyOf(errors);
        }
    }

    /**
     * What a device did with its software modules has ended (DUStateChangeComplete RPC).
     *
     * @param commandTag of whoever told it to, an empty one if the device has lost it; absent if it
     *     did so of its own accord
     */
    record ModulesChanged(
            Optional<String> commandTag, Map<String, String> output, List<PathError> errors)
            implements Report {
        public ModulesChanged {
            Objects.requireNonNull(commandTag);
            output = Map.copyOf(output);
            errors = List.copyOf(errors);
        }
    }

    /**
     * Any other event of the data model ({@code Device.WiFi...Associated!}) or vendor event.
     *
     * @param data without the secrets that a device put into it
     */
    record DeviceEvent(String name, Map<String, String> data) implements Report {
        public DeviceEvent {
            Objects.requireNonNull(name);
            data = Map.copyOf(SecretNames.redacted(data));
        }
    }

    /** Readings of a meter or sensor; the values also go to the twin. */
    record Telemetry(List<ObservedValue> readings) implements Report {
        public Telemetry {
            readings = List.copyOf(readings);
        }
    }

    /** Presence where it does not follow from the connection (a thing behind a bridge). */
    record Presence(boolean online) implements Report {}
}
