package org.trellis.cwmp.message;

/** Where a CPE fetches or puts a file, and with which login; empty user name for none. */
public record FileLocation(String url, String username, String password) {

    /** Without the password, and without the URL, whose path may be a bearer token. */
    @Override
    public String toString() {
        return "FileLocation[username=%s]".formatted(username);
    }
}
