package org.trellis.cwmp.auth;

import org.trellis.southbound.Principal;

/**
 * What one session remembers of a proof that was right, so that its later requests are checked
 * without asking the core. Lives as long as the session and is never stored.
 */
public sealed interface Proof {

    Principal principal();

    /** The user name that was shown; empty if none was. */
    String user();

    /** Digest: the hash that stands for the password in this realm. */
    record Digest(Principal principal, String user, DigestAlgorithm algorithm, String secret)
            implements Proof {
        @Override
        public String toString() {
            return "Digest[" + user + "]";
        }
    }

    /** Basic: a hash of the header that was accepted. */
    record Basic(Principal principal, String user, byte[] headerHash) implements Proof {
        public Basic {
            headerHash = headerHash.clone();
        }

        @Override
        public byte[] headerHash() {
            return headerHash.clone();
        }

        @Override
        public String toString() {
            return "Basic[" + user + "]";
        }
    }

    /** A client certificate. */
    record Certificate(Principal principal, String fingerprint) implements Proof {
        @Override
        public String user() {
            return "";
        }
    }

    /** Nothing was asked for. */
    record Nothing(Principal principal) implements Proof {
        @Override
        public String user() {
            return "";
        }
    }
}
