package org.trellis.cwmp.message;

/** Accepts an Inform. MaxEnvelopes is always 1 and therefore no component. */
public record InformResponse() implements AcsResponse {
    @Override
    public String method() {
        return "Inform";
    }
}
