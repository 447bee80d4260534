package org.trellis.cwmp.message;

/** Where the browser goes next. */
public record KickedResponse(String nextUrl) implements AcsResponse {
    @Override
    public String method() {
        return "Kicked";
    }
}
