package org.trellis.usp.session;

import java.util.Objects;
import java.util.Optional;
import org.trellis.southbound.Admission;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Lease;
import org.trellis.southbound.ReleaseReason;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.Mtp;
import org.trellis.usp.mtp.MtpPeer;

/** What the machines want done; carried out in order. */
public sealed interface Effect {

    /** Send; a failure is told to the session by the message's id. */
    record Send(MtpPeer to, UspMessage message) implements Effect {
        public Send {
            Objects.requireNonNull(to);
            Objects.requireNonNull(message);
        }
    }

    /** Ask the core; the answer goes to the {@link Door} of the peer. */
    record Admit(MtpPeer peer, Hello hello) implements Effect {
        public Admit {
            Objects.requireNonNull(peer);
            Objects.requireNonNull(hello);
        }
    }

    /** The peer is in: attach it to the agent's session. */
    record LetIn(MtpPeer peer, Admission.Admitted admitted) implements Effect {
        public LetIn {
            Objects.requireNonNull(peer);
            Objects.requireNonNull(admitted);
        }
    }

    /** End the peer's connection. */
    record Disconnect(MtpPeer peer, Mtp.CloseReason reason) implements Effect {
        public Disconnect {
            Objects.requireNonNull(peer);
            Objects.requireNonNull(reason);
        }
    }

    /** Take ownership; the fence goes to the session. */
    record Open(Endpoint endpoint) implements Effect {
        public Open {
            Objects.requireNonNull(endpoint);
        }
    }

    /** Fetch the credential that the agent shall have of its own; it goes to the session. */
    record Equip(Endpoint endpoint) implements Effect {
        public Equip {
            Objects.requireNonNull(endpoint);
        }
    }

    record Close(Endpoint endpoint, Fence fence) implements Effect {
        public Close {
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(fence);
        }
    }

    /** Fetch one command, if there is one; it goes to the session. */
    record Pull(Endpoint endpoint, Fence fence) implements Effect {
        public Pull {
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(fence);
        }
    }

    record Accept(Lease lease) implements Effect {
        public Accept {
            Objects.requireNonNull(lease);
        }
    }

    record Complete(Lease lease, CommandResult result) implements Effect {
        public Complete {
            Objects.requireNonNull(lease);
            Objects.requireNonNull(result);
        }
    }

    record Release(Lease lease, ReleaseReason reason) implements Effect {
        public Release {
            Objects.requireNonNull(lease);
            Objects.requireNonNull(reason);
        }
    }

    /** Store, then answer: never the other way round (TR-369 R-NOT.10). */
    record Tell(Endpoint endpoint, Delivery delivery, Optional<Send> answer) implements Effect {
        public Tell {
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(delivery);
            Objects.requireNonNull(answer);
        }
    }

    /** Something an operator may want to find in the log. */
    record Note(String text) implements Effect {
        public Note {
            Objects.requireNonNull(text);
        }
    }
}
