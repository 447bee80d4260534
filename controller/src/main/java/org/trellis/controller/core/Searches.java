package org.trellis.controller.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trellis.controller.store.TwinValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/**
 * Resolves expressions on known values (TR-369 2.5.3): {@code [SSID=="home"&&Enable==true]} with
 * {@code ==, !=, <, >, <=, >=, ~=} on parameters of the row, and {@code [alias]}.
 */
final class Searches {

    private static final Pattern TERM =
            Pattern.compile("\\s*([A-Za-z0-9_.-]+)\\s*(==|!=|<=|>=|~=|<|>)\\s*(.+?)\\s*");

    private record Term(String key, String operator, String wanted) {}

    private Searches() {}

    static List<TwinValue> matching(Collection<TwinValue> values, PathExpression expression) {
        boolean search = expression.hasSearch();
        Map<String, String> texts = new HashMap<>();
        if (search) {
            values.forEach(v -> texts.put(v.value().path().text(), v.value().text()));
        }
        List<TwinValue> found = new ArrayList<>();
        for (TwinValue value : values) {
            ParameterPath path = value.value().path();
            if (expression.covers(path) && (!search || holds(expression, path, texts))) {
                found.add(value);
            }
        }
        return found;
    }

    /** Whether a path that the expression covers fulfils its searches. */
    static boolean holds(PathExpression expression, ParameterPath path, Map<String, String> texts) {
        List<String> wanted = expression.segments();
        List<String> actual = path.segments();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < wanted.size(); i++) {
            row.append(actual.get(i)).append('.');
            String segment = wanted.get(i);
            if (segment.charAt(0) == '[' && !holds(segment, row.toString(), texts)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String search, String row, Map<String, String> texts) {
        for (Term term : terms(search.substring(1, search.length() - 1))) {
            String text = texts.get(row + term.key());
            if (text == null || !compare(text, term.operator(), term.wanted())) {
                return false;
            }
        }
        return true;
    }

    private static List<Term> terms(String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : conjuncts(text)) {
            Matcher matcher = TERM.matcher(part);
            terms.add(
                    matcher.matches()
                            ? new Term(matcher.group(1), matcher.group(2), plain(matcher.group(3)))
                            : new Term("Alias", "==", plain(part.strip())));
        }
        return terms;
    }

    /** Splits at {@code &&} outside quotes. */
    private static List<String> conjuncts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '&' && text.startsWith("&&", i)) {
                parts.add(text.substring(start, i));
                i++;
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String plain(String literal) {
        boolean quoted =
                literal.length() >= 2 && literal.startsWith("\"") && literal.endsWith("\"");
        return quoted ? literal.substring(1, literal.length() - 1) : literal;
    }

    private static boolean compare(String text, String operator, String wanted) {
        return switch (operator) {
            case "==" -> text.equals(wanted);
            case "!=" -> !text.equals(wanted);
            case "~=" -> List.of(text.split("\\s*,\\s*")).contains(wanted);
            default -> ordered(order(text, wanted), operator);
        };
    }

    private static int order(String text, String wanted) {
        try {
            return new BigDecimal(text).compareTo(new BigDecimal(wanted));
        } catch (NumberFormatException notNumbers) {
            return text.compareTo(wanted);
        }
    }

    private static boolean ordered(int order, String operator) {
        return switch (operator) {
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }
}
