package org.trellis.cwmp.message;

/** A method this ACS does not know; answered with fault 8000. */
public record UnknownRequest(String name) implements CpeRequest {

    @Override
    public String method() {
        return name;
    }
}
