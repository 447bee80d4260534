package org.trellis.simulator.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The data model of one pretended device. Thread-safe: every method holds the one lock.
 *
 * <p>Loaded from a text resource, one node per line, tab separated: {@code P path type r|w value},
 * {@code T table. creatable|fixed} and {@code R table. name type r|w default} for the columns of a
 * creatable table, which may stand below {@code {i}}; {@code C command async|sync inputs outputs}
 * for what can be operated. {@code ${serial}} and other variables are replaced while loading.
 */
public final class DeviceState {

    /** One parameter; the type is an XML Schema name without prefix. */
    public record Parameter(String type, boolean writable, String value) {}

    /** What can be operated; inputs and outputs by their names below the command. */
    public record Command(boolean asynchronous, List<String> inputs, List<String> outputs) {
        public Command {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** Why a write was refused. */
    public enum Refusal {
        UNKNOWN,
        NOT_WRITABLE,
        WRONG_TYPE,
        WRONG_VALUE
    }

    private static final Pattern INSTANCE = Pattern.compile("\\.[0-9]+(?=\\.)");

    private final NavigableMap<String, Parameter> parameters = new TreeMap<>();
    private final NavigableMap<String, Parameter> factory = new TreeMap<>();
    private final Map<String, Map<String, Parameter>> columns = new HashMap<>();
    private final Map<String, Command> commands = new TreeMap<>();
    private final Set<String> tables = new TreeSet<>();
    private final Set<String> rows = new TreeSet<>();
    private final Set<String> factoryRows = new TreeSet<>();
    private final Map<String, Integer> nextInstance = new HashMap<>();

    /**
     * Loads a model.
     *
     * @param resource name of a resource beside this class
     * @throws IllegalArgumentException if the resource is missing or malformed, naming the line
     */
    public static DeviceState load(String resource, Map<String, String> variables) {
        DeviceState state = new DeviceState();
        StateFile.read(resource, variables, state::take);
        state.factory.putAll(state.parameters);
        state.factoryRows.addAll(state.rows);
        return state;
    }

    private void take(String[] f) {
        switch (f[0]) {
            case "P" -> put(f[1], new Parameter(f[2], f[3].equals("w"), f.length > 4 ? f[4] : ""));
            case "T" -> {
                if (!f[1].contains("{i}")) {
                    tables.add(f[1]);
                }
                if (f[2].equals("creatable")) {
                    columns.put(f[1], new LinkedHashMap<>());
                }
            }
            case "R" -> {
                Map<String, Parameter> table = columns.get(f[1]);
                if (table == null) {
                    throw new IllegalArgumentException("no such table");
                }
                table.put(f[2], new Parameter(f[3], f[4].equals("w"), f.length > 5 ? f[5] : ""));
            }
            case "C" ->
                    commands.put(f[1], new Command(f[2].equals("async"), names(f[3]), names(f[4])));
            default -> throw new IllegalArgumentException(f[0]);
        }
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private void put(String path, Parameter parameter) {
        parameters.put(path, parameter);
        String[] segments = path.split("\\.", -1);
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < segments.length - 1; i++) {
            if (i > 0 && !segments[i].isEmpty() && Character.isDigit(segments[i].charAt(0))) {
                String table = prefix.toString();
                tables.add(table);
                rows.add(table + segments[i] + ".");
                nextInstance.merge(table, Integer.parseInt(segments[i]) + 1, Math::max);
            }
            prefix.append(segments[i]).append('.');
        }
    }

    public synchronized Optional<Parameter> get(String path) {
        return Optional.ofNullable(parameters.get(path));
    }

    /** Text of a parameter that the model is known to have. */
    public synchronized String text(String path) {
        Parameter parameter = parameters.get(path);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter " + path);
        }
        return parameter.value();
    }

    /** A copy of everything below an object, ordered; an empty path means everything. */
    public synchronized NavigableMap<String, Parameter> below(String object) {
        return object.isEmpty()
                ? new TreeMap<>(parameters)
                : new TreeMap<>(parameters.subMap(object, true, object + '\uffff', true));
    }

    /** Whether an object or table of this name exists. */
    public synchronized boolean hasObject(String object) {
        if (object.isEmpty() || tables.contains(object) || rows.contains(object)) {
            return true;
        }
        String first = parameters.ceilingKey(object);
        return first != null && first.startsWith(object);
    }

    /** All objects, tables and rows at and below a path that ends with a dot (or is empty). */
    public synchronized Set<String> objectsBelow(String object) {
        Set<String> found = new TreeSet<>();
        for (String path : parameters.tailMap(object, true).keySet()) {
            if (!path.startsWith(object)) {
                break;
            }
            for (int dot = path.indexOf('.', object.length());
                    dot >= 0;
                    dot = path.indexOf('.', dot + 1)) {
                found.add(path.substring(0, dot + 1));
            }
        }
        for (String table : tables) {
            if (table.startsWith(object) && tableExists(table)) {
                found.add(table);
            }
        }
        for (String row : rows) {
            if (row.startsWith(object)) {
                found.add(row);
            }
        }
        return found;
    }

    private boolean tableExists(String table) {
        int dot = table.lastIndexOf('.', table.length() - 2);
        String parent = table.substring(0, dot + 1);
        String first = parameters.ceilingKey(parent);
        return first != null && first.startsWith(parent);
    }

    public synchronized boolean creatable(String table) {
        return columns(table).isPresent();
    }

    /** The tables that can grow, those in rows that are not there yet by their templates. */
    public Set<String> creatableTables() {
        return new TreeSet<>(columns.keySet());
    }

    /** What a new row of this table has; empty if the table cannot grow. */
    public synchronized Optional<Map<String, Parameter>> columns(String table) {
        return Optional.ofNullable(columns.getOrDefault(table, columns.get(template(table))));
    }

    /** What can be operated, by template path. */
    public Map<String, Command> commands() {
        return Map.copyOf(commands);
    }

    /** A path with {@code {i}} for its instance numbers. */
    public static String template(String path) {
        return INSTANCE.matcher(path).replaceAll(".{i}");
    }

    public synchronized boolean deletable(String row) {
        int dot = row.lastIndexOf('.', row.length() - 2);
        return rows.contains(row) && columns(row.substring(0, dot + 1)).isPresent();
    }

    /** Whether a write would be taken; empty if it would. */
    public synchronized Optional<Refusal> check(String path, String value) {
        Parameter parameter = parameters.get(path);
        if (parameter == null) {
            return Optional.of(Refusal.UNKNOWN);
        }
        if (!parameter.writable()) {
            return Optional.of(Refusal.NOT_WRITABLE);
        }
        return switch (parameter.type()) {
            case "boolean" ->
                    Set.of("0", "1", "true", "false").contains(value)
                            ? Optional.empty()
                            : Optional.of(Refusal.WRONG_VALUE);
            case "unsignedInt", "unsignedLong" ->
                    value.matches("[0-9]{1,20}")
                            ? Optional.empty()
                            : Optional.of(Refusal.WRONG_VALUE);
            case "int", "long" ->
                    value.matches("-?[0-9]{1,20}")
                            ? Optional.empty()
                            : Optional.of(Refusal.WRONG_VALUE);
            default -> value.length() <= 1024 ? Optional.empty() : Optional.of(Refusal.WRONG_VALUE);
        };
    }

    /**
     * Sets a value without asking whether it is writable: the device's own doing.
     *
     * @return whether it changed
     */
    public synchronized boolean set(String path, String value) {
        Parameter old = parameters.get(path);
        if (old == null) {
            throw new IllegalArgumentException("no parameter " + path);
        }
        String text = old.type().equals("boolean") ? canonicalBoolean(value) : value;
        parameters.put(path, new Parameter(old.type(), old.writable(), text));
        return !text.equals(old.value());
    }

    private static String canonicalBoolean(String value) {
        return value.equals("1") || value.equals("true") ? "true" : "false";
    }

    /** Makes a row with its defaults; empty if the table cannot grow. */
    public synchronized Optional<Integer> add(String table) {
        Map<String, Parameter> row = columns(table).orElse(null);
        if (row == null || rows.stream().filter(r -> r.startsWith(table)).count() >= 1000) {
            return Optional.empty();
        }
        int instance = nextInstance.merge(table, 1, (old, one) -> old == 0 ? 1 : old);
        nextInstance.put(table, instance + 1);
        String prefix = table + instance + ".";
        rows.add(prefix);
        row.forEach((name, parameter) -> parameters.put(prefix + name, parameter));
        String template = template(prefix);
        columns.keySet().stream()
                .filter(t -> t.startsWith(template))
                .forEach(t -> tables.add(prefix + t.substring(template.length())));
        countEntries(table);
        return Optional.of(instance);
    }

    /** Removes a row; false if there is none or it may not go. */
    public synchronized boolean delete(String row) {
        if (!deletable(row)) {
            return false;
        }
        List<String> gone =
                new ArrayList<>(parameters.subMap(row, true, row + '\uffff', true).keySet());
        gone.forEach(parameters::remove);
        rows.removeIf(r -> r.startsWith(row));
        tables.removeIf(t -> t.startsWith(row));
        countEntries(row.substring(0, row.lastIndexOf('.', row.length() - 2) + 1));
        return true;
    }

    /** The parameter that counts the rows of a table. */
    public static String counter(String table) {
        return table.substring(0, table.length() - 1) + "NumberOfEntries";
    }

    private void countEntries(String table) {
        String counter = counter(table);
        Parameter old = parameters.get(counter);
        if (old != null) {
            long count =
                    rows.stream()
                            .filter(r -> r.startsWith(table))
                            .filter(r -> r.indexOf('.', table.length()) == r.length() - 1)
                            .count();
            parameters.put(
                    counter, new Parameter(old.type(), old.writable(), Long.toString(count)));
        }
    }

    /** A parameter of a row that the device makes itself, counted in its table. */
    public synchronized void fill(String path, String type, String value) {
        put(path, new Parameter(type, false, value));
        int dot = path.lastIndexOf('.', path.lastIndexOf('.') - 1);
        countEntries(path.substring(0, dot + 1));
    }

    /** Takes away the rows that the device made. */
    public synchronized void empty(String table) {
        parameters.subMap(table, true, table + '\uffff', true).clear();
        rows.removeIf(r -> r.startsWith(table));
        countEntries(table);
    }

    /** Back to what was loaded. */
    public synchronized void factoryReset() {
        parameters.clear();
        parameters.putAll(factory);
        rows.clear();
        rows.addAll(factoryRows);
    }
}
