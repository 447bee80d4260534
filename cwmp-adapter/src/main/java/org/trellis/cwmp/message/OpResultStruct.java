package org.trellis.cwmp.message;

import java.util.Optional;

/**
 * How one deployment unit operation ended.
 *
 * @param currentState {@code Installed}, {@code Uninstalled} or {@code Failed}
 * @param operationPerformed named by autonomous results only
 */
public record OpResultStruct(
        DeploymentUnit unit,
        String currentState,
        boolean resolved,
        TransferOutcome outcome,
        Optional<String> operationPerformed) {}
