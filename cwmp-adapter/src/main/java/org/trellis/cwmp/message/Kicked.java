package org.trellis.cwmp.message;

/** A browser sent the user here (TR-069 A.4.2.1, deprecated). */
public record Kicked(String command, String referer, String arg, String next)
        implements CpeRequest {
    @Override
    public String method() {
        return "Kicked";
    }
}
