package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.trellis.cwmp.message.GetParameterNames;
import org.trellis.cwmp.message.GetParameterNamesResponse;
import org.trellis.cwmp.message.ParameterInfoStruct;

/**
 * Asks for names. Tolerates devices that list the object itself, ignore NextLevel, leave out
 * intermediate objects or write objects without their dot.
 */
final class Names {

    /** A walk ends there, whatever the device still has to tell. */
    private static final int MAX_NAMES = 100_000;

    private static final int MAX_WALK = 5_000;

    private Names() {}

    /**
     * Names below an object.
     *
     * @param writable by name; objects end with a dot
     * @param failure why it could not be asked, if so; an empty list is an answer: many devices
     *     send it for what they do not have, instead of fault 9005
     * @param missed why a part of it could not be asked, if so: the names are not all there are
     */
    record Found(Map<String, Boolean> writable, Optional<Answer> failure, Optional<Answer> missed) {
        static Found of(Map<String, Boolean> writable) {
            return new Found(writable, Optional.empty(), Optional.empty());
        }

        static Found failed(Answer answer) {
            return new Found(Map.of(), Optional.of(answer), Optional.empty());
        }
    }

    /** The instance numbers of a table, ascending; the table ends with a dot. */
    static Script<List<String>> instances(String table) {
        return Script.ask(new GetParameterNames(table, true))
                .map(answer -> {
                    if (!(answer instanceof Answer.Response(GetParameterNamesResponse(var list)))) {
                        return List.of();
                    }
                    TreeSet<Integer> numbers = new TreeSet<>();
                    for (ParameterInfoStruct info : list) {
                        instance(table, info.name()).ifPresent(numbers::add);
                    }
                    return numbers.stream().map(String::valueOf).toList();
                });
    }

    private static Optional<Integer> instance(String table, String name) {
        if (!name.startsWith(table)) {
            return Optional.empty();
        }
        int end = name.indexOf('.', table.length());
        String segment = name.substring(table.length(), end < 0 ? name.length() : end);
        return segment.matches("[1-9][0-9]{0,8}")
                ? Optional.of(Integer.valueOf(segment))
                : Optional.empty();
    }

    /** Everything below an object: in one answer, or level by level where the device cannot. */
    static Script<Found> whole(String object) {
        return Script.ask(new GetParameterNames(object, false))
                .then(answer ->
                        switch (answer) {
                            case Answer.Response(GetParameterNamesResponse(var list))
                                    when !list.isEmpty() ->
                                    Script.done(Found.of(complete(object, list)));
                            case Answer.Failed(var fault)
                                    when fault.code().value() == 9005
                                            && object.indexOf('.') != object.length() - 1 ->
                                    Script.done(Found.failed(answer));
                            case Answer.Response _,
                                    Answer.Failed _,
                                    Answer.Skipped _,
                                    Answer.Wrong _ ->
                                    walk(
                                            List.of(object),
                                            new Walk(
                                                    Map.of(),
                                                    0,
                                                    failure(answer),
                                                    Optional.empty()));
                        });
    }

    private static Optional<Answer> failure(Answer answer) {
        return answer instanceof Answer.Response(GetParameterNamesResponse _)
                ? Optional.empty()
                : Optional.of(answer);
    }

    /** How far a walk is. Never changed, only copied. */
    private record Walk(
            Map<String, Boolean> found,
            int asked,
            Optional<Answer> failure,
            Optional<Answer> missed) {

        /** Fault 9005 tells of nothing more than a row that has gone since it was named. */
        Walk without(Answer answer) {
            boolean gone =
                    answer instanceof Answer.Failed(var fault) && fault.code().value() == 9005;
            return new Walk(
                    found,
                    asked + 1,
                    failure,
                    missed.isPresent() || gone ? missed : Optional.of(answer));
        }

        Walk with(Map<String, Boolean> all) {
            return new Walk(all, asked + 1, failure, missed);
        }
    }

    private static Script<Found> walk(List<String> open, Walk walk) {
        if (open.isEmpty() || walk.asked >= MAX_WALK || walk.found.size() >= MAX_NAMES) {
            return Script.done(
                    walk.found.isEmpty()
                            ? new Found(walk.found, walk.failure, walk.missed)
                            : new Found(walk.found, Optional.empty(), walk.missed));
        }
        String object = open.getFirst();
        List<String> rest = open.subList(1, open.size());
        return Script.ask(new GetParameterNames(object, true))
                .then(answer -> {
                    if (!(answer instanceof Answer.Response(GetParameterNamesResponse(var list)))) {
                        return walk(rest, walk.without(answer));
                    }
                    Map<String, Boolean> all = new LinkedHashMap<>(walk.found);
                    List<String> deeper = new ArrayList<>(rest);
                    complete(object, list)
                            .forEach((name, writable) -> {
                                boolean isNew = all.put(name, writable) == null;
                                if (isNew && name.endsWith(".") && !name.equals(object)) {
                                    deeper.add(name);
                                }
                            });
                    return walk(deeper, walk.with(all));
                });
    }

    /** Adds the objects that longer names imply, and the dots that are missing. */
    private static Map<String, Boolean> complete(String object, List<ParameterInfoStruct> list) {
        Map<String, Boolean> told = new LinkedHashMap<>();
        TreeSet<String> objects = new TreeSet<>();
        for (ParameterInfoStruct info : list) {
            String name = info.name();
            if (!name.startsWith(object) || told.size() >= MAX_NAMES) {
                continue;
            }
            told.put(name, info.writable());
            for (int dot = name.indexOf('.', object.length());
                    dot >= 0 && dot < name.length() - 1;
                    dot = name.indexOf('.', dot + 1)) {
                objects.add(name.substring(0, dot + 1));
            }
        }
        Map<String, Boolean> result = new LinkedHashMap<>();
        objects.forEach(o -> result.put(o, false));
        told.forEach((name, writable) -> {
            boolean dotless = !name.endsWith(".") && objects.contains(name + ".");
            result.put(dotless ? name + "." : name, writable);
        });
        return result;
    }
}
