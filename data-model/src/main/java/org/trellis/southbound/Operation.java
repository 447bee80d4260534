package org.trellis.southbound;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/** What is wanted of a device, in canonical terms. */
public sealed interface Operation {

    /** The word that the API and the store use. */
    default String type() {
        return switch (this) {
            case Get _ -> "get";
            case Set _ -> "set";
            case Add _ -> "add";
            case Delete _ -> "delete";
            case Operate _ -> "operate";
            case Discover _ -> "discover";
            case Watch _ -> "watch";
        };
    }

    /** Whether sending it twice does no harm, whatever became of the first one. */
    default boolean repeatable() {
        return switch (this) {
            case Get _, Set _, Delete _, Discover _, Watch _ -> true;
            case Add _, Operate _ -> false;
        };
    }

    /** Whether it only reads. */
    default boolean readOnly() {
        return switch (this) {
            case Get _, Discover _ -> true;
            case Set _, Add _, Delete _, Operate _, Watch _ -> false;
        };
    }

    record Get(List<PathExpression> paths) implements Operation {
        public Get {
            paths = List.copyOf(paths);
        }
    }

    /**
     * @param values canonical text by path; the path may carry wildcards or searches
     * @param allowPartial whether what can be written shall be written if something cannot
     */
    record Set(Map<PathExpression, String> values, boolean allowPartial) implements Operation {
        public Set {
            values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return "Set" + values.keySet();
        }
    }

    record Add(List<NewObject> objects, boolean allowPartial) implements Operation {
        public Add {
            objects = List.copyOf(objects);
        }
    }

    /**
     * @param object the table, ending with a dot, without instance number
     * @param values by relative parameter name
     */
    record NewObject(ParameterPath object, Map<String, String> values) {
        public NewObject {
            Objects.requireNonNull(object);
            values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return object + values.keySet().toString();
        }
    }

    record Delete(List<PathExpression> objects, boolean allowPartial) implements Operation {
        public Delete {
            objects = List.copyOf(objects);
        }
    }

    /** A command of the data model: {@code Device.Reboot()}, {@code Device.FactoryReset()}, ... */
    record Operate(PathExpression command, Map<String, String> input) implements Operation {
        public Operate {
            Objects.requireNonNull(command);
            input = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(input));
        }

        /** Inputs may be secrets. */
        @Override
        public String toString() {
            return "Operate[" + command + " " + input.keySet() + "]";
        }
    }

    /** Learn what the device supports below a path, which instances exist, and their values. */
    record Discover(ParameterPath root) implements Operation {
        public Discover {
            Objects.requireNonNull(root);
        }
    }

    /**
     * Have the device say of its own accord what happens to these, or no more. What it says are
     * reports like any other; the last word for a path holds.
     *
     * @param paths parameters, by wildcard or search too, or objects for everything below; of rows
     *     that come or go, their tables
     */
    record Watch(List<PathExpression> paths, NotificationType what) implements Operation {
        public Watch {
            paths = List.copyOf(paths);
            Objects.requireNonNull(what);
        }
    }
}
