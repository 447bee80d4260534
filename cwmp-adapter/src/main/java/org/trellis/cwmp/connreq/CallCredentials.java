package org.trellis.cwmp.connreq;

/**
 * With which Trellis proves itself to a device.
 *
 * @param allowBasic whether a device that asks for basic gets the password in clear; the standard
 *     knows digest only
 */
record CallCredentials(String user, String password, boolean allowBasic) {

    boolean known() {
        return !user.isEmpty() || !password.isEmpty();
    }

    /** The password is a secret. */
    @Override
    public String toString() {
        return "CallCredentials[" + user + "]";
    }
}
