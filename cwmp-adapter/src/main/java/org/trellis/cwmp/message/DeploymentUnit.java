package org.trellis.cwmp.message;

/** A deployment unit as a result names it; {@code executionUnitRefs} is a comma separated list. */
public record DeploymentUnit(
        String uuid, String reference, String version, String executionUnitRefs) {}
