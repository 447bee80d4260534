package org.trellis.controller.api;

/** Foreign text on its way to a log line: no control characters, bounded. */
final class Logged {

    private static final int LIMIT = 300;

    private Logged() {}

    static String text(String foreign) {
        String shown = foreign.length() > LIMIT ? foreign.substring(0, LIMIT) + "..." : foreign;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
