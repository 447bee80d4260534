package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;

/** What is installed, and what of it runs. */
public record SoftwareView(
        Summary summary, List<DeploymentUnit> deploymentUnits, List<ExecutionUnit> executionUnits)
        implements CapabilityView {

    /** {@code Device.SoftwareModules.DeploymentUnit.{i}.}. */
    public record DeploymentUnit(
            ParameterPath path,
            long number,
            Optional<Reading<String>> uuid,
            Optional<Reading<String>> name,
            Optional<Reading<String>> version,
            Optional<Reading<String>> status) {}

    /** {@code Device.SoftwareModules.ExecutionUnit.{i}.}. */
    public record ExecutionUnit(
            ParameterPath path,
            long number,
            Optional<Reading<String>> name,
            Optional<Reading<String>> status) {}

    public SoftwareView {
        deploymentUnits = List.copyOf(deploymentUnits);
        executionUnits = List.copyOf(executionUnits);
    }
}
