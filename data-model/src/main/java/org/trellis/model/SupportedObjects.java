package org.trellis.model;

import java.util.HashSet;
import java.util.Set;

/**
 * The objects of a {@link SupportedModel}, for the question what a device can be said not to have.
 * Made once for a model. Immutable.
 */
public final class SupportedObjects {

    private static final String ROW = "{i}";

    private final SupportedModel model;

    /** Every one that a node lies in, whether it has a node of its own or not. */
    private final Set<String> known = new HashSet<>();

    /** Those of which something is known beside their being there. */
    private final Set<String> described = new HashSet<>();

    public SupportedObjects(SupportedModel model) {
        this.model = model;
        for (String template : model.nodes().keySet()) {
            for (int dot = template.indexOf('.'); dot >= 0; dot = template.indexOf('.', dot + 1)) {
                String object = template.substring(0, dot + 1);
                known.add(object);
                if (dot < template.length() - 1 && !template.startsWith(ROW, dot + 1)) {
                    described.add(object);
                }
            }
        }
    }

    /**
     * Of an object of which nothing is known but that it is there, nothing can be denied:
     * GetParameterNames tells of tables only the rows that there are (TR-069 A.3.2.3), and agents
     * are seen to describe an empty table no better.
     *
     * @param template in the words of the model, with {@code {i}} for instances
     */
    public boolean mayHave(String template) {
        if (model.node(template).isPresent() || known.contains(template)) {
            return true;
        }
        int end = template.lastIndexOf('.', template.length() - 2);
        while (end > 0 && !known.contains(template.substring(0, end + 1))) {
            end = template.lastIndexOf('.', end - 1);
        }
        return end > 0 && !described.contains(template.substring(0, end + 1));
    }
}
