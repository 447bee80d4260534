package org.trellis.simulator.cwmp;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the ACS sent, as a plain tree: the pretended CPE looks up what it needs by element name.
 *
 * @param id the cwmp:ID header; empty if there is none
 * @param namespace of the method element, which tells the CWMP version
 */
record AcsMessage(String id, String namespace, Node method) {

    /**
     * An element.
     *
     * @param type of XML Schema, without prefix; empty if it does not tell
     */
    record Node(String name, String type, String text, List<Node> children) {
        Optional<Node> child(String wanted) {
            return children.stream().filter(c -> c.name.equals(wanted)).findFirst();
        }

        /** Whether the text is somewhere in it. */
        boolean names(String wanted) {
            return text.equals(wanted) || children.stream().anyMatch(c -> c.names(wanted));
        }

        String childText(String wanted) {
            return child(wanted).map(Node::text).orElse("");
        }
    }

    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * @throws XMLStreamException if it is not a SOAP envelope with one element in its body
     */
    static AcsMessage parse(byte[] body) throws XMLStreamException {
        XMLStreamReader reader;
        synchronized (FACTORY) {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
        }
        Deque<Node> open = new ArrayDeque<>();
        Deque<StringBuilder> texts = new ArrayDeque<>();
        Node root = new Node("", "", "", new ArrayList<>());
        open.push(root);
        texts.push(new StringBuilder());
        String namespace = "";
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() == 3 && open.peek().name().equals("Body")) {
                        namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
                    }
                    open.push(new Node(reader.getLocalName(), type(reader), "", new ArrayList<>()));
                    texts.push(new StringBuilder());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Node done = open.pop();
                    String text = texts.pop().toString();
                    Node parent = open.element();
                    parent.children()
                            .add(new Node(done.name(), done.type(), text, done.children()));
                }
                case XMLStreamConstants.CHARACTERS -> texts.element().append(reader.getText());
                default -> {
                    // Comments and processing instructions say nothing here.
                }
            }
        }
        Node envelope =
                root.child("Envelope").orElseThrow(() -> new XMLStreamException("no Envelope"));
        Node method =
                envelope.child("Body")
                        .flatMap(b -> b.children().stream().findFirst())
                        .orElseThrow(() -> new XMLStreamException("empty Body"));
        String id = envelope.child("Header").map(h -> h.childText("ID")).orElse("");
        return new AcsMessage(id, namespace, method);
    }

    private static String type(XMLStreamReader reader) {
        String type = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type");
        return type == null ? "" : type.substring(type.indexOf(':') + 1);
    }
}
