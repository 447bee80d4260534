package org.trellis.cwmp.message;

/** Reboots after the session (TR-069 A.3.2.8). */
public record Reboot(String commandKey) implements AcsRequest {
    @Override
    public String method() {
        return "Reboot";
    }
}
