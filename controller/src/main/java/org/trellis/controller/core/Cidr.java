package org.trellis.controller.core;

import java.net.InetAddress;
import java.util.Optional;

/** An address range: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address. */
record Cidr(InetAddress network, int prefix) {

    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress network = InetAddress.ofLiteral(address);
            int bits = network.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > bits
                    ? Optional.empty()
                    : Optional.of(new Cidr(network, prefix));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** False for what is not a numeric address. */
    boolean contains(String address) {
        byte[] theirs;
        try {
            theirs = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
        byte[] mine = network.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        int shift = 8 - rest;
        return rest == 0 || (mine[whole] & 0xff) >> shift == (theirs[whole] & 0xff) >> shift;
    }
}
