package org.trellis.model.importer;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A model file as a tree of elements. Texts are not kept, and neither is what no catalogue needs:
 * descriptions, profiles, bibliography.
 *
 * @param bytes as they are on disk
 * @param header the text of the comments before the root element, where the licence stands
 */
record XmlFile(Path path, byte[] bytes, String header, Element root) {

    /** The biggest published file has 4 MB. */
    private static final int MAX_BYTES = 64 << 20;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_ELEMENTS = 2_000_000;

    private static final Set<String> SKIPPED =
            Set.of(
                    "description",
                    "profile",
                    "bibliography",
                    "template",
                    "glossary",
                    "abbreviations");

    /**
     * @throws ModelFileException if it cannot be read, is not well-formed UTF-8 XML, or asks for
     *     more than plain elements (DTD, external entities, depth, size)
     */
    static XmlFile read(Path path) throws ModelFileException {
        String name = path.getFileName().toString();
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ModelFileException(name, 0, "larger than " + MAX_BYTES + " bytes");
            }
            byte[] bytes = Files.readAllBytes(path);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            StringBuilder header = new StringBuilder();
            Element root = new Parser(name, header).parse(EntityText.expand(name, text));
            return new XmlFile(path, bytes, header.toString(), root);
        } catch (CharacterCodingException e) {
            throw new ModelFileException(name, 0, "not UTF-8");
        } catch (IOException e) {
            throw new ModelFileException(name, 0, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Names are those after the colon, whatever the prefix is bound to: some published files use
     * {@code dmr:} without saying what it is.
     */
    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /** An element whose end has not come. */
    private record Open(
            int line, String name, Map<String, String> attributes, List<Element> children) {}

    /** One reading. */
    private static final class Parser {
        private final String file;
        private final StringBuilder header;
        private final Deque<Open> open = new ArrayDeque<>();
        private int elements;

        Parser(String file, StringBuilder header) {
            this.file = file;
            this.header = header;
        }

        Element parse(String text) throws ModelFileException {
            try {
                XMLStreamReader in = factory().createXMLStreamReader(new StringReader(text));
                try {
                    return tree(in);
                } finally {
                    in.close();
                }
            } catch (XMLStreamException e) {
                Location where = e.getLocation();
                throw new ModelFileException(
                        file,
                        where == null ? 0 : Math.max(0, where.getLineNumber()),
                        "not well-formed: " + lastLine(e));
            }
        }

        /** The parser repeats the position in the lines before. */
        private static String lastLine(XMLStreamException e) {
            String text = String.valueOf(e.getMessage()).strip();
            return text.substring(text.lastIndexOf('\n') + 1).replace("Message: ", "");
        }

        private Element tree(XMLStreamReader in) throws XMLStreamException, ModelFileException {
            Element root = null;
            int skipping = 0;
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        boolean skip = skipping > 0 || SKIPPED.contains(local(in.getLocalName()));
                        skipping += skip ? 1 : 0;
                        if (!skip) {
                            start(in);
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (skipping > 0) {
                            skipping--;
                        } else {
                            root = end();
                        }
                    }
                    case XMLStreamConstants.COMMENT -> {
                        if (elements == 0) {
                            header.append(in.getText()).append('\n');
                        }
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw new ModelFileException(
                                    file,
                                    in.getLocation().getLineNumber(),
                                    "document type declarations and entities are refused");
                    default -> {
                        // texts are of no interest
                    }
                }
            }
            if (root == null) {
                throw new ModelFileException(file, 0, "holds no element");
            }
            return root;
        }

        private void start(XMLStreamReader in) throws ModelFileException {
            int line = in.getLocation().getLineNumber();
            if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw new ModelFileException(file, line, "too many or too deep elements");
            }
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < in.getAttributeCount(); i++) {
                String name = in.getAttributeLocalName(i);
                if (!name.startsWith("xmlns")) {
                    attributes.put(local(name), in.getAttributeValue(i));
                }
            }
            open.push(new Open(line, local(in.getLocalName()), attributes, new ArrayList<>()));
        }

        private Element end() {
            Open done = open.pop();
            Element element =
                    new Element(file, done.line(), done.name(), done.attributes(), done.children());
            Open parent = open.peek();
            if (parent != null) {
                parent.children().add(element);
            }
            return element;
        }
    }
}
