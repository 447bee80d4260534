package org.trellis.controller.core;

/** Text of a device on its way into logs and events. */
final class Texts {

    private static final int SHOWN = 200;

    private Texts() {}

    /** Without control characters, and cut. */
    static String printable(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
