package org.trellis.cwmp.connreq;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of addresses such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; immutable. */
public record CidrBlock(byte[] network, int prefix) {

    public CidrBlock {
        network = network.clone();
    }

    /**
     * @throws IllegalArgumentException if it is no block; the message names it
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] network =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
            int bits = network.length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException("not an address range: " + text);
            }
            return new CidrBlock(network, prefix);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an address range: " + text, e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(network, 0, whole, bytes, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || ((network[whole] ^ bytes[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
    }
}
