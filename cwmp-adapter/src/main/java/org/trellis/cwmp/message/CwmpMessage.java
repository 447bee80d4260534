package org.trellis.cwmp.message;

/**
 * What a SOAP Body carries. Four families by direction and role; {@link GetRPCMethods}, its
 * response and {@link Fault} belong to both directions.
 */
public sealed interface CwmpMessage permits CpeRequest, CpeResponse, AcsRequest, AcsResponse {

    /**
     * The RPC's name, the same for a request and its response ({@code Inform} for InformResponse),
     * so that an answer is matched to its request by equality. {@code Fault} for a fault, which
     * answers any.
     */
    String method();
}
