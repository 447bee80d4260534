package org.trellis.cwmp.connreq;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.cwmp.session.CallbackPolicy;

/**
 * Where Trellis lets itself be sent by a URL that a device gave: to the device's own address, or
 * into the configured ranges; never to its own ports. Thread-safe.
 */
public final class TargetPolicy implements CallbackPolicy {

    private final List<CidrBlock> ranges;
    private final IntPredicate ownPort;

    /**
     * @param ownPort whether a port belongs to this installation
     * @throws IllegalArgumentException if a range is not one
     */
    public TargetPolicy(CwmpSettings.ConnectionRequests settings, IntPredicate ownPort) {
        this.ranges = settings.ranges().stream().map(CidrBlock::parse).toList();
        this.ownPort = ownPort;
    }

    /** Where to connect, or why not. */
    sealed interface Target {
        record Address(InetSocketAddress address) implements Target {}

        record Refused(String reason) implements Target {}
    }

    @Override
    public boolean allows(String url, String remoteAddress) {
        Optional<CallbackUrl> parsed = CallbackUrl.parse(url);
        if (parsed.isEmpty()) {
            return false;
        }
        Optional<InetAddress> literal = parsed.get().literal();
        if (literal.isEmpty()) {
            // A name is looked up when it is called, and its address must lie in a range.
            return !ranges.isEmpty();
        }
        InetAddress address = literal.get();
        return inRange(address) || (!special(address) && same(address, remoteAddress));
    }

    /** Resolves once; the address that is returned is the one to connect to. */
    Target resolve(CallbackUrl url) {
        Optional<InetAddress> literal = url.literal();
        if (literal.isPresent()) {
            // That it is the device's own was seen when its Inform came in.
            return special(literal.get()) && !inRange(literal.get())
                    ? new Target.Refused("addresses like " + url.host() + " are not called")
                    : checked(literal.get(), url.port());
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(url.host())) {
                if (inRange(address)) {
                    return checked(address, url.port());
                }
            }
            return new Target.Refused("the device's host name lies in no configured range");
        } catch (UnknownHostException e) {
            return new Target.Refused("the device's host name has no address");
        }
    }

    private Target checked(InetAddress address, int port) {
        return ownPort.test(port) && local(address)
                ? new Target.Refused("the device's URL points to this installation")
                : new Target.Address(new InetSocketAddress(address, port));
    }

    private boolean inRange(InetAddress address) {
        return ranges.stream().anyMatch(r -> r.contains(address));
    }

    private static boolean special(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static boolean same(InetAddress address, String remoteAddress) {
        try {
            return InetAddress.ofLiteral(remoteAddress).equals(address);
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static boolean local(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
