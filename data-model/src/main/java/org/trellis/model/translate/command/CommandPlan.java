package org.trellis.model.translate.command;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.model.translate.NativeValue;

/** How a CWMP device is brought to do a canonical command. */
public sealed interface CommandPlan {

    /** An RPC of its own. */
    sealed interface Rpc extends CommandPlan {}

    /** TR-069 A.3.2.8; done when the device has started. */
    record Reboot() implements Rpc {}

    /** TR-069 A.4.1.6; done when the device has lost its settings. */
    record FactoryReset() implements Rpc {}

    /**
     * The device fetches a file (TR-069 A.3.2.9).
     *
     * @param size in bytes, 0 if it is not told
     * @param targetName what the device shall call it; may be empty
     */
    record Download(String fileType, FileServer server, long size, String targetName)
            implements Rpc {
        public Download {
            Objects.requireNonNull(fileType);
            Objects.requireNonNull(server);
            Objects.requireNonNull(targetName);
        }
    }

    /**
     * The device sends a file (TR-069 A.4.1.5).
     *
     * @param fileType names the row: {@code 3 Vendor Configuration File 2}
     * @param plainFileType for a device that is not known to have the row; the same where it would
     *     mean another file
     * @param row the file's row, canonical
     */
    record Upload(String fileType, String plainFileType, ParameterPath row, FileServer server)
            implements Rpc {
        public Upload {
            Objects.requireNonNull(fileType);
            Objects.requireNonNull(plainFileType);
            Objects.requireNonNull(row);
            Objects.requireNonNull(server);
        }
    }

    /**
     * The device fetches a software module and installs it (TR-069 A.4.1.10).
     *
     * @param uuid empty if the device finds one
     * @param executionEnvRef the device's own path of the environment; empty for its default
     */
    record InstallModule(FileServer server, String uuid, String executionEnvRef) implements Rpc {
        public InstallModule {
            Objects.requireNonNull(server);
            Objects.requireNonNull(uuid);
            Objects.requireNonNull(executionEnvRef);
        }
    }

    /**
     * The device fetches another version of a module.
     *
     * @param unit the row of the module, canonical: the RPC knows it by what stands there
     * @param server without a URL the device goes where the module came from
     */
    record UpdateModule(ParameterPath unit, FileServer server) implements Rpc {
        public UpdateModule {
            Objects.requireNonNull(unit);
            Objects.requireNonNull(server);
        }
    }

    /**
     * The device removes a module.
     *
     * @param unit the row of the module, canonical
     */
    record UninstallModule(ParameterPath unit) implements Rpc {
        public UninstallModule {
            Objects.requireNonNull(unit);
        }
    }

    /** Done by writing these at once, and over with it; they are never read back. */
    record Trigger(List<NativeValue> writes) implements CommandPlan {
        public Trigger {
            writes = List.copyOf(writes);
        }
    }

    /** Takes effect when the device starts: written, and restarted. */
    record Restart(List<NativeValue> writes) implements CommandPlan {
        public Restart {
            writes = List.copyOf(writes);
        }
    }

    /** What it asks for holds of every device of this root. */
    record Nothing() implements CommandPlan {}

    /**
     * Set up by one write, the state last; the device runs it after the session and comes back with
     * event {@code 8 DIAGNOSTICS COMPLETE} (TR-106 DiagnosticsState).
     *
     * @param spare native paths that say what holds without them: left out where a device does not
     *     have them
     */
    record Diagnostic(DiagnosticTest test, List<NativeValue> writes, Set<String> spare)
            implements CommandPlan {
        public Diagnostic {
            Objects.requireNonNull(test);
            writes = List.copyOf(writes);
            spare = Set.copyOf(spare);
        }

        /** The writes for a device that has nothing of {@link #spare}. */
        public List<NativeValue> needed() {
            return writes.stream().filter(w -> !spare.contains(w.path())).toList();
        }
    }
}
