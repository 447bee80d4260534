package org.trellis.cwmp.codec;

import java.util.HashMap;
import java.util.Map;
import org.trellis.cwmp.message.ApplyStatus;
import org.trellis.cwmp.message.CwmpTime;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.FaultStruct;
import org.trellis.cwmp.message.FileLocation;
import org.trellis.cwmp.message.TransferOutcome;
import org.trellis.cwmp.message.TransferredFile;

/**
 * The simple arguments inside one element, by name, however deep: no CWMP struct read this way has
 * the same name twice. What is missing reads as the schema's neutral value.
 */
final class Arguments {

    /** No RPC has as many; more are junk and need not be kept. */
    private static final int MAX_ARGUMENTS = 64;

    private final Map<String, String> texts = new HashMap<>();

    private Arguments() {}

    /** Reads the current element to its end. */
    static Arguments read(XmlCursor cursor) throws CwmpDecodeException {
        Arguments arguments = new Arguments();
        int level = cursor.depth();
        while (cursor.nextChild(level)) {
            arguments.readElement(cursor);
        }
        return arguments;
    }

    static Arguments none() {
        return new Arguments();
    }

    /** Adds the current element, or what is inside it, and moves past its end. */
    void add(XmlCursor cursor) throws CwmpDecodeException {
        readElement(cursor);
    }

    // Recursion goes as deep as the document, which DecodeLimits bounds.
    private void readElement(XmlCursor cursor) throws CwmpDecodeException {
        String name = cursor.name();
        int level = cursor.depth();
        StringBuilder text = new StringBuilder();
        boolean leaf = true;
        while (cursor.nextChild(level, text)) {
            leaf = false;
            readElement(cursor);
        }
        if (leaf && texts.size() < MAX_ARGUMENTS) {
            texts.putIfAbsent(name, text.toString());
        }
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** Verbatim: keys and passwords are compared as sent. */
    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    String stripped(String name) {
        return text(name).strip();
    }

    boolean bool(String name) {
        return Lexical.boolOr(text(name), false);
    }

    long unsigned(String name) {
        return Lexical.unsignedOr(text(name), 0);
    }

    int integer(String name) {
        return Lexical.intOr(text(name), 0);
    }

    /** Absent counts as applied: devices leave Status out. */
    ApplyStatus status() {
        return integer("Status") == 0 ? ApplyStatus.APPLIED : ApplyStatus.PENDING;
    }

    CwmpTime time(String name) {
        String text = stripped(name);
        return text.isEmpty() ? CwmpTime.UNKNOWN : new CwmpTime(text);
    }

    FileLocation location() {
        return new FileLocation(stripped("URL"), text("Username"), text("Password"));
    }

    TransferredFile file() {
        return new TransferredFile(
                stripped("FileType"), unsigned("FileSize"), stripped("TargetFileName"));
    }

    TransferOutcome outcome() {
        FaultCode code = has("FaultCode") ? FaultReader.code(text("FaultCode")) : FaultCode.NONE;
        return new TransferOutcome(
                new FaultStruct(code, stripped("FaultString")),
                time("StartTime"),
                time("CompleteTime"));
    }
}
