package org.trellis.controller.core;

import java.util.Objects;
import java.util.UUID;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.TenantId;

/** What nodes tell each other. {@link #from} is the node that says it. */
public sealed interface NodeMessage {

    String from();

    TenantId tenant();

    /** Commands wait for a device that the node {@code to} owns: fetch them and wake it. */
    record WakeDevice(String from, TenantId tenant, String to, DeviceId device)
            implements NodeMessage {
        public WakeDevice {
            Objects.requireNonNull(to);
            Objects.requireNonNull(device);
        }
    }

    /** The node {@code to} owns the device of a command that shall be cancelled. */
    record CancelCommand(
            String from, TenantId tenant, String to, DeviceId device, CommandId command)
            implements NodeMessage {
        public CancelCommand {
            Objects.requireNonNull(to);
            Objects.requireNonNull(device);
            Objects.requireNonNull(command);
        }
    }

    /** A command ended, and is stored. */
    record CommandEnded(String from, TenantId tenant, DeviceId device, CommandId command)
            implements NodeMessage {
        public CommandEnded {
            Objects.requireNonNull(device);
            Objects.requireNonNull(command);
        }
    }

    /** The feed has grown; {@code last} is the newest id. */
    record EventsAppended(String from, TenantId tenant, UUID last) implements NodeMessage {
        public EventsAppended {
            Objects.requireNonNull(last);
        }
    }

    /**
     * The sender now owns the device.
     *
     * @param endpoint the one whose session moved, or which the sender was asked to serve
     */
    record OwnershipTaken(
            String from, TenantId tenant, DeviceId device, EndpointId endpoint, long epoch)
            implements NodeMessage {
        public OwnershipTaken {
            Objects.requireNonNull(device);
            Objects.requireNonNull(endpoint);
        }
    }

    /** The record of a device changed, or it is gone: what is cached of it is old. */
    record DeviceChanged(String from, TenantId tenant, DeviceId device) implements NodeMessage {
        public DeviceChanged {
            Objects.requireNonNull(device);
        }
    }

    /** The live sessions that are meant are over, on every node. */
    record Revoked(String from, Revocation whose) implements NodeMessage {
        public Revoked {
            Objects.requireNonNull(whose);
        }

        @Override
        public TenantId tenant() {
            return whose.tenant();
        }
    }

    /** One credential was made, changed or deleted. */
    record CredentialChanged(
            String from, TenantId tenant, Protocol protocol, String purpose, String user)
            implements NodeMessage {
        public CredentialChanged {
            Objects.requireNonNull(protocol);
            Objects.requireNonNull(purpose);
            Objects.requireNonNull(user);
        }
    }

    /** Enrollment keys or credentials changed. */
    record KeysChanged(String from, TenantId tenant) implements NodeMessage {}
}
