package org.trellis.usp.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one endpoint asks of the other. */
public sealed interface Request extends MessageBody {

    /**
     * @param maxDepth 0 for everything below (TR-369 R-GET.5)
     */
    record Get(List<String> paths, int maxDepth) implements Request {
        public Get {
            paths = List.copyOf(paths);
        }

        public static Get of(String... paths) {
            return new Get(List.of(paths), 0);
        }
    }

    record GetSupportedDm(
            List<String> objects,
            boolean firstLevelOnly,
            boolean commands,
            boolean events,
            boolean parameters,
            boolean uniqueKeys)
            implements Request {
        public GetSupportedDm {
            objects = List.copyOf(objects);
        }
    }

    record GetInstances(List<String> objects, boolean firstLevelOnly) implements Request {
        public GetInstances {
            objects = List.copyOf(objects);
        }
    }

    record Set(boolean allowPartial, List<ObjectSettings> objects) implements Request {
        public Set {
            objects = List.copyOf(objects);
        }
    }

    record Add(boolean allowPartial, List<ObjectSettings> objects) implements Request {
        public Add {
            objects = List.copyOf(objects);
        }
    }

    /**
     * @param object the object to change, or the table to add to
     */
    record ObjectSettings(String object, List<Setting> settings) {
        public ObjectSettings {
            Objects.requireNonNull(object);
            settings = List.copyOf(settings);
        }
    }

    /**
     * @param required whether the object fails if this fails
     */
    record Setting(String parameter, String value, boolean required) {
        public Setting {
            Objects.requireNonNull(parameter);
            Objects.requireNonNull(value);
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return parameter;
        }
    }

    record Delete(boolean allowPartial, List<String> objects) implements Request {
        public Delete {
            objects = List.copyOf(objects);
        }
    }

    record Operate(
            String command, String commandKey, boolean sendResponse, Map<String, String> input)
            implements Request {
        public Operate {
            Objects.requireNonNull(command);
            Objects.requireNonNull(commandKey);
            input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        }

        /** Inputs may be secrets. */
        @Override
        public String toString() {
            return "Operate[" + command + " " + commandKey + "]";
        }
    }

    record Notify(String subscriptionId, boolean sendResponse, Notification notification)
            implements Request {
        public Notify {
            Objects.requireNonNull(subscriptionId);
            Objects.requireNonNull(notification);
        }
    }

    /**
     * @param versions comma list, {@code 1.0,1.1}
     */
    record GetSupportedProtocol(String versions) implements Request {
        public GetSupportedProtocol {
            Objects.requireNonNull(versions);
        }
    }

    record Register(boolean allowPartial, List<String> paths) implements Request {
        public Register {
            paths = List.copyOf(paths);
        }
    }

    record Deregister(List<String> paths) implements Request {
        public Deregister {
            paths = List.copyOf(paths);
        }
    }

    /** A request that this schema does not know: answered with 7004 (TR-369 R-ENC.5). */
    record Unknown() implements Request {}
}
