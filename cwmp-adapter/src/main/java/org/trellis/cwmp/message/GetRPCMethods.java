package org.trellis.cwmp.message;

/**
 * Asks the other side which methods it knows (TR-069 A.3.1.1). The only method both sides may call.
 */
public record GetRPCMethods() implements AcsRequest, CpeRequest {
    @Override
    public String method() {
        return "GetRPCMethods";
    }
}
