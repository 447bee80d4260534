package org.trellis.usp.message;

import java.util.Map;
import java.util.Objects;

/** What an agent tells of its own accord (TR-369 6.1.5). */
public sealed interface Notification {

    /**
     * @param event with its {@code !}
     */
    record Event(String object, String event, Map<String, String> parameters)
            implements Notification {
        public Event {
            Objects.requireNonNull(object);
            Objects.requireNonNull(event);
            parameters = Map.copyOf(parameters);
        }
    }

    record ValueChange(String path, String value) implements Notification {
        public ValueChange {
            Objects.requireNonNull(path);
            Objects.requireNonNull(value);
        }

        /** The value may be a secret. */
        @Override
        public String toString() {
            return "ValueChange[" + path + "]";
        }
    }

    record ObjectCreation(String object, Map<String, String> uniqueKeys) implements Notification {
        public ObjectCreation {
            Objects.requireNonNull(object);
            uniqueKeys = Map.copyOf(uniqueKeys);
        }
    }

    record ObjectDeletion(String object) implements Notification {
        public ObjectDeletion {
            Objects.requireNonNull(object);
        }
    }

    record OperationComplete(
            String object, String command, String commandKey, CommandOutcome outcome)
            implements Notification {
        public OperationComplete {
            Objects.requireNonNull(object);
            Objects.requireNonNull(command);
            Objects.requireNonNull(commandKey);
            Objects.requireNonNull(outcome);
        }
    }

    record OnBoardRequest(String oui, String productClass, String serialNumber, String versions)
            implements Notification {
        public OnBoardRequest {
            Objects.requireNonNull(oui);
            Objects.requireNonNull(productClass);
            Objects.requireNonNull(serialNumber);
            Objects.requireNonNull(versions);
        }
    }

    /** A kind that this schema does not know; answered all the same, or it comes for ever. */
    record Unknown() implements Notification {}
}
