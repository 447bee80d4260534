package org.trellis.model.translate;

import java.util.List;
import org.trellis.model.PathExpression;

/**
 * Rewrites path expressions for protocols that know neither searches nor wildcards of templates.
 */
final class Expressions {

    private Expressions() {}

    /** Searches and {@code {i}} become {@code *}: whoever asked filters the answer. */
    static PathExpression withoutSearches(PathExpression expression) {
        if (expression.text().indexOf('[') < 0 && expression.text().indexOf('{') < 0) {
            return expression;
        }
        List<String> segments = expression.segments();
        StringBuilder out = new StringBuilder(expression.text().length());
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean any = segment.charAt(0) == '[' || segment.equals("{i}");
            out.append(i == 0 ? "" : ".").append(any ? "*" : segment);
        }
        return PathExpression.of(out + (expression.isPartial() ? "." : ""));
    }
}
