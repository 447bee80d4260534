package org.trellis.model.capability.view;

import java.util.List;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.support.Support;

/** The tests that the device can run. */
public record DiagnosticsView(Summary summary, List<Test> tests) implements CapabilityView {

    /**
     * One of them.
     *
     * @param inputs the arguments that the model knows, in its order
     */
    public record Test(String name, ParameterPath command, Support support, List<String> inputs) {
        public Test {
            inputs = List.copyOf(inputs);
        }
    }

    public DiagnosticsView {
        tests = List.copyOf(tests);
    }
}
