package org.trellis.model.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.SyntaxFacts;
import org.trellis.model.catalogue.SyntaxFacts.DefaultValue;
import org.trellis.model.catalogue.SyntaxFacts.EnumeratedValue;
import org.trellis.model.catalogue.SyntaxFacts.ListFacts;
import org.trellis.model.catalogue.SyntaxFacts.NamedType;

/** Reads {@code syntax} elements and data types (TR-106 A.2.3), and applies one to another. */
final class SyntaxReader {

    private static final Set<String> NO_TYPE = Set.of("list", "default");

    private final Library library;
    private final List<Problem> problems;
    private final Map<Element, NamedType> types = new IdentityHashMap<>();
    private final Set<Element> open = Collections.newSetFromMap(new IdentityHashMap<>());

    SyntaxReader(Library library, List<Problem> problems) {
        this.library = library;
        this.problems = problems;
    }

    /**
     * @param syntax the element
     * @param in whose data types it names
     * @param base what an earlier definition said; null if there is none
     * @return the base if the syntax cannot be read, null if there is no base either
     */
    @Nullable ParameterSyntax read(
            Element syntax, ModelDocument in, @Nullable ParameterSyntax base) {
        SyntaxFacts before = base == null ? null : base.facts();
        Optional<Element> type =
                syntax.children().stream().filter(c -> !NO_TYPE.contains(c.name())).findFirst();
        SyntaxFacts facts = type.isPresent() ? typed(type.get(), in, before) : before;
        if (facts == null) {
            if (type.isEmpty()) {
                problems.add(Problem.at(syntax, "syntax without a type"));
            }
            return base;
        }
        return new ParameterSyntax(
                withListAndDefault(facts, syntax, before),
                flag(syntax, "secured", base != null && base.secured()),
                flag(syntax, "hidden", base != null && base.hidden()),
                flag(syntax, "command", base != null && base.command()));
    }

    private static boolean flag(Element syntax, String key, boolean before) {
        return syntax.has(key) ? syntax.flag(key) : before;
    }

    private SyntaxFacts withListAndDefault(
            SyntaxFacts facts, Element syntax, @Nullable SyntaxFacts before) {
        ListFacts list = before == null ? null : before.list();
        Optional<Element> ownList = syntax.child("list");
        if (ownList.isPresent()) {
            list = list(ownList.get(), list);
        }
        DefaultValue value = before == null ? null : before.defaultValue();
        for (Element own : syntax.children("default")) {
            value = own.attribute("status").equals("deleted") ? null : defaultValue(own);
        }
        return new SyntaxFacts(
                facts.type(),
                facts.namedType(),
                list,
                facts.enumeration(),
                facts.patterns(),
                facts.ranges(),
                facts.sizes(),
                facts.units(),
                facts.reference(),
                facts.enumerationRef(),
                value);
    }

    /** A bare {@code list} repeats that it is one and keeps what the base says of it. */
    private ListFacts list(Element element, @Nullable ListFacts before) {
        ListFacts own = Facets.list(element, problems);
        if (before == null) {
            return own;
        }
        return new ListFacts(
                own.items().isEmpty() ? before.items() : own.items(),
                own.nestedBrackets() || before.nestedBrackets(),
                own.sizes().isEmpty() ? before.sizes() : own.sizes());
    }

    private @Nullable DefaultValue defaultValue(Element element) {
        String value = element.attribute("value");
        return switch (element.attribute("type")) {
            case "object" -> new DefaultValue(DefaultValue.Kind.OBJECT, value);
            case "factory" -> new DefaultValue(DefaultValue.Kind.FACTORY, value);
            case "implementation" -> new DefaultValue(DefaultValue.Kind.IMPLEMENTATION, value);
            case "parameter" -> new DefaultValue(DefaultValue.Kind.PARAMETER, value);
            default -> {
                problems.add(
                        Problem.at(element, "unknown default type " + element.attribute("type")));
                yield null;
            }
        };
    }

    /** Type and facets; null if the type is unknown. */
    private @Nullable SyntaxFacts typed(
            Element element, ModelDocument in, @Nullable SyntaxFacts before) {
        NamedType named = null;
        ParameterType type;
        if (element.name().equals("dataType")) {
            String name = element.has("ref") ? element.attribute("ref") : element.attribute("base");
            named = named(name, in, element);
            if (named == null) {
                return null;
            }
            type = named.syntax().type();
        } else {
            Optional<ParameterType> primitive = ParameterType.parse(element.name());
            if (primitive.isEmpty()) {
                problems.add(Problem.at(element, "unknown type " + element.name()));
                return null;
            }
            type = primitive.get();
        }
        // another type has nothing to do with the facets of the former one
        SyntaxFacts former = before != null && before.type() == type ? before : null;
        NamedType typeName = named == null && former != null ? former.namedType() : named;
        return merge(type, typeName, Facets.of(element, problems), former);
    }

    /** Enumeration values are added, other facets replace those of their kind. */
    private static SyntaxFacts merge(
            ParameterType type,
            @Nullable NamedType named,
            Facets own,
            @Nullable SyntaxFacts before) {
        Map<String, EnumeratedValue> enumeration = new LinkedHashMap<>();
        if (before != null) {
            before.enumeration().forEach(v -> enumeration.put(v.value(), v));
        }
        own.enumeration().forEach(v -> enumeration.put(v.value(), v));
        own.deletedValues().forEach(enumeration::remove);
        return new SyntaxFacts(
                type,
                named,
                null,
                new ArrayList<>(enumeration.values()),
                own.patterns().isEmpty() && before != null ? before.patterns() : own.patterns(),
                own.ranges().isEmpty() && before != null ? before.ranges() : own.ranges(),
                own.sizes().isEmpty() && before != null ? before.sizes() : own.sizes(),
                own.units().isEmpty() && before != null ? before.units() : own.units(),
                own.reference() == null && before != null ? before.reference() : own.reference(),
                own.enumerationRef().isEmpty() && before != null
                        ? before.enumerationRef()
                        : own.enumerationRef(),
                null);
    }

    /** A data type with the facets of all its bases; null if it cannot be resolved. */
    private @Nullable NamedType named(String name, ModelDocument in, Element user) {
        Optional<Library.Found> found = library.find(ModelDocument.Kind.DATA_TYPE, name, in, user);
        if (found.isEmpty()) {
            return null;
        }
        Element element = found.get().element();
        NamedType present = types.get(element);
        if (present != null) {
            return present;
        }
        if (!open.add(element)) {
            problems.add(Problem.at(element, "dataType " + name + " is its own base"));
            return null;
        }
        SyntaxFacts syntax = dataType(element, found.get().document());
        open.remove(element);
        if (syntax == null) {
            return null;
        }
        NamedType type = new NamedType(element.attribute("name"), syntax);
        types.put(element, type);
        return type;
    }

    private @Nullable SyntaxFacts dataType(Element element, ModelDocument in) {
        ListFacts list = null;
        SyntaxFacts facts;
        if (element.has("base")) {
            NamedType base = named(element.attribute("base"), in, element);
            if (base == null) {
                return null;
            }
            list = base.syntax().list();
            Element own = without(element, "list");
            facts = derived(base.syntax(), Facets.of(own, problems));
        } else {
            Optional<Element> primitive =
                    element.children().stream().filter(c -> !c.name().equals("list")).findFirst();
            if (primitive.isEmpty()) {
                problems.add(Problem.at(element, "dataType without a type"));
                return null;
            }
            facts = typed(primitive.get(), in, null);
            if (facts == null) {
                return null;
            }
        }
        Optional<Element> ownList = element.child("list");
        if (ownList.isPresent()) {
            list = list(ownList.get(), list);
        }
        return new SyntaxFacts(
                facts.type(),
                null,
                list,
                facts.enumeration(),
                facts.patterns(),
                facts.ranges(),
                facts.sizes(),
                facts.units(),
                facts.reference(),
                facts.enumerationRef(),
                null);
    }

    /** A derived type states anew what it restricts, its enumeration too. */
    private static SyntaxFacts derived(SyntaxFacts base, Facets own) {
        SyntaxFacts merged = merge(base.type(), null, own, base);
        return own.enumeration().isEmpty()
                ? merged
                : merge(
                        base.type(),
                        null,
                        own,
                        new SyntaxFacts(
                                base.type(),
                                null,
                                null,
                                List.of(),
                                base.patterns(),
                                base.ranges(),
                                base.sizes(),
                                base.units(),
                                base.reference(),
                                base.enumerationRef(),
                                null));
    }

    private static Element without(Element element, String child) {
        return new Element(
                element.file(),
                element.line(),
                element.name(),
                element.attributes(),
                element.children().stream().filter(c -> !c.name().equals(child)).toList());
    }
}
