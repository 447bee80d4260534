package org.trellis.cwmp.message;

/** SOAP 1.1's faultcode: whose mistake a fault is said to be. */
public enum FaultSide {
    CLIENT("Client"),
    SERVER("Server");

    private final String text;

    FaultSide(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
