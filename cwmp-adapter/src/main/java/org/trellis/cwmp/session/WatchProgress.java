package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.NotificationType;

/**
 * How far a watch is.
 *
 * @param asked what stands in the place of each path of the operator
 * @param errors of paths that come to nothing before the device is asked
 * @param accepted paths of which the device has taken something
 * @param refused what it has not taken
 */
record WatchProgress(
        Map<PathExpression, Searches.Resolved> asked,
        List<PathError> errors,
        Set<PathExpression> accepted,
        Map<PathExpression, List<PathError>> refused) {

    /** A name of the device that stands for a path. */
    record Name(PathExpression path, String text) {}

    WatchProgress(Map<PathExpression, Searches.Resolved> asked, List<PathError> errors) {
        this(asked, errors, Set.of(), Map.of());
    }

    WatchProgress took(List<Name> names) {
        Set<PathExpression> all = new LinkedHashSet<>(accepted);
        names.forEach(name -> all.add(name.path()));
        return new WatchProgress(asked, errors, all, refused);
    }

    WatchProgress refused(Name name, PathError why) {
        Map<PathExpression, List<PathError>> all = new LinkedHashMap<>(refused);
        List<PathError> whys = new ArrayList<>(all.getOrDefault(name.path(), List.of()));
        whys.add(why);
        all.put(name.path(), whys);
        return new WatchProgress(asked, errors, accepted, all);
    }

    /** That a part of what makes up a path is not there is no error if another part is. */
    List<PathError> allErrors() {
        List<PathError> all = new ArrayList<>(errors);
        refused.forEach((path, whys) ->
                whys.stream()
                        .filter(why ->
                                !accepted.contains(path) || why.code() != ErrorCode.INVALID_PATH)
                        .findFirst()
                        .ifPresent(all::add));
        return all;
    }

    /** The paths as they were asked: those that are watched in part, or that are wholly off. */
    List<PathExpression> taken(NotificationType type) {
        return asked.entrySet().stream()
                .filter(path ->
                        switch (type) {
                            case VALUE_CHANGE, OBJECT_CREATION, OBJECT_DELETION ->
                                    path.getValue().expressions().stream()
                                            .anyMatch(accepted::contains);
                            case OFF -> isOff(path.getValue());
                        })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is not there is off. */
    private boolean isOff(Searches.Resolved found) {
        Stream<PathError> before =
                errors.stream()
                        .filter(e ->
                                found.expressions().stream()
                                        .anyMatch(path -> path.text().equals(e.path())));
        Stream<PathError> after =
                found.expressions().stream()
                        .flatMap(path -> refused.getOrDefault(path, List.of()).stream());
        return Stream.of(found.errors().stream(), before, after)
                .flatMap(all -> all)
                .allMatch(why -> why.code() == ErrorCode.INVALID_PATH);
    }
}
