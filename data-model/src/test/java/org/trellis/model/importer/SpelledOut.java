package org.trellis.model.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A full file read naively, with nothing of the importer: no component, no base, names as they
 * stand. What the importer finds must be the same.
 */
final class SpelledOut {

    private SpelledOut() {}

    /** The templates of the living nodes. */
    static Set<String> of(Path file) {
        try {
            Element root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement();
            Set<String> templates = new TreeSet<>();
            for (Element model : children(root, "model")) {
                children(model, "parameter").forEach(p -> add(templates, p, ""));
                Set<String> gone = new TreeSet<>();
                for (Element object : children(model, "object")) {
                    String path = object.getAttribute("name");
                    if (isDeleted(object) || gone.stream().anyMatch(path::startsWith)) {
                        gone.add(path);
                    } else {
                        templates.add(path);
                        below(object, path, templates);
                    }
                }
            }
            return templates;
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static void below(Element element, String path, Set<String> templates) {
        children(element, "parameter").forEach(p -> add(templates, p, path));
        for (Element command : children(element, "command")) {
            if (!isDeleted(command)) {
                String name = add(templates, command, path);
                children(command, "input").forEach(i -> arguments(i, name + ".Input.", templates));
                children(command, "output")
                        .forEach(o -> arguments(o, name + ".Output.", templates));
            }
        }
        for (Element event : children(element, "event")) {
            if (!isDeleted(event)) {
                arguments(event, add(templates, event, path) + ".", templates);
            }
        }
    }

    private static void arguments(Element element, String path, Set<String> templates) {
        children(element, "parameter").forEach(p -> add(templates, p, path));
        for (Element object : children(element, "object")) {
            arguments(object, add(templates, object, path), templates);
        }
    }

    private static String add(Set<String> templates, Element element, String path) {
        String template = path + element.getAttribute("name");
        if (!isDeleted(element)) {
            templates.add(template);
        }
        return template;
    }

    private static boolean isDeleted(Element element) {
        return element.getAttribute("status").equals("deleted");
    }

    private static List<Element> children(Element element, String name) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .mapToObj(element.getChildNodes()::item)
                .filter(n -> n.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(e -> Arrays.asList(e.getTagName().split(":")).getLast().equals(name))
                .toList();
    }
}
