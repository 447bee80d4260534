package org.trellis.model.translate.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;

/** The arguments of one command while they are taken for an RPC, each once. */
final class GivenArguments {

    private final ParameterPath command;
    private final Map<String, String> rest;

    /**
     * @param arguments in canonical form
     */
    GivenArguments(ParameterPath command, Map<String, String> arguments) {
        this.command = command;
        this.rest = new LinkedHashMap<>(arguments);
    }

    boolean has(String argument) {
        return rest.containsKey(argument);
    }

    /** The text of an argument; empty if it is not given. */
    String take(String argument) {
        String text = rest.remove(argument);
        return text == null ? "" : text;
    }

    /** CWMP always tells user and password, and knows an empty one for none. */
    FileServer server() {
        return new FileServer(take("URL"), take("Username"), take("Password"));
    }

    /** An error for each that says something and was not taken. */
    List<PathError> leftOver() {
        return rest.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> Refusal.argument(command, entry.getKey(), "CWMP has no place for it"))
                .toList();
    }
}
