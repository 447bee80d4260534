package org.trellis.cwmp.message;

/** The CPE reboots once the session is over. */
public record RebootResponse() implements CpeResponse {
    @Override
    public String method() {
        return "Reboot";
    }
}
