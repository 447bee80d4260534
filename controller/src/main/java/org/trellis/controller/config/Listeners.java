package org.trellis.controller.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses, ports, certificates and public names. Ports already carry the offset.
 *
 * <p>A service with a certificate listens twice: with TLS on the address of the setting, and in
 * plaintext on the same address only if that is loopback or plaintext is allowed; otherwise on
 * loopback.
 *
 * @param bind of the device ports
 * @param publicHosts {@code host}, {@code host:port} or {@code scheme://host:port} by which others
 *     reach a service, where it is not the address that it is bound to
 */
public record Listeners(
        String bind,
        String apiBind,
        int portOffset,
        boolean allowPlaintext,
        Map<Service, TlsFiles> tls,
        Map<Service, String> publicHosts) {

    private static final Pattern PUBLIC_HOST =
            Pattern.compile(
                    "(?:([a-z]{2,5})://)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::([0-9]{1,5}))?");

    public Listeners {
        tls = Map.copyOf(tls);
        publicHosts = Map.copyOf(publicHosts);
    }

    /** What the settings say, not yet checked against each other. */
    static Listeners read(SettingSource source, int offset) {
        Map<Service, TlsFiles> tls = new EnumMap<>(Service.class);
        Map<Service, String> publicHosts = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            files(source, service).ifPresent(files -> tls.put(service, files));
            publicHost(source, service).ifPresent(host -> publicHosts.put(service, host));
        }
        return new Listeners(
                source.text("trellis.bind").orElse("127.0.0.1"),
                source.text("trellis.api-bind").orElse("127.0.0.1"),
                offset,
                source.flag("trellis.allow-plaintext", false),
                tls,
                publicHosts);
    }

    /** A service's own certificate and key, else the common ones; they are never mixed. */
    private static Optional<TlsFiles> files(SettingSource source, Service service) {
        String own = "trellis." + service.word() + ".tls";
        Optional<Path> authorities =
                service == Service.API
                        ? Optional.empty()
                        : source.text(own + ".client-ca")
                                .or(() -> source.text("trellis.tls.client-ca"))
                                .map(Listeners::path);
        Optional<TlsFiles> files =
                pair(source, own, authorities).or(() -> pair(source, "trellis.tls", authorities));
        if (files.isEmpty() && source.text(own + ".client-ca").isPresent()) {
            throw new InvalidSettingException(
                    SettingSource.variable(own + ".client-ca")
                            + " needs "
                            + SettingSource.variable(own + ".certificate")
                            + " or TRELLIS_TLS_CERTIFICATE");
        }
        return files;
    }

    private static Optional<TlsFiles> pair(
            SettingSource source, String prefix, Optional<Path> authorities) {
        Optional<Path> certificate = source.text(prefix + ".certificate").map(Listeners::path);
        Optional<Path> key = source.text(prefix + ".key").map(Listeners::path);
        if (certificate.isEmpty() && key.isPresent()) {
            throw new InvalidSettingException(
                    SettingSource.variable(prefix + ".key")
                            + " needs "
                            + SettingSource.variable(prefix + ".certificate"));
        }
        return certificate.map(c -> new TlsFiles(c, key.orElse(c), authorities));
    }

    private static Path path(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }

    private static Optional<String> publicHost(SettingSource source, Service service) {
        String own = "trellis." + service.word() + ".public-host";
        Optional<String> text = source.text(own).or(() -> source.text("trellis.public-host"));
        text.ifPresent(host -> {
            Matcher parts = PUBLIC_HOST.matcher(host);
            String scheme = parts.matches() ? parts.group(1) : "?";
            boolean known =
                    scheme == null
                            || scheme.equals(service.plainScheme())
                            || scheme.equals(service.tlsScheme());
            if (!known) {
                throw new InvalidSettingException(
                        SettingSource.variable(own)
                                + " must be host, host:port or "
                                + service.tlsScheme()
                                + "://host:port");
            }
        });
        return text;
    }

    public int plainPort(Service service) {
        return service.plainPort() + portOffset;
    }

    public int tlsPort(Service service) {
        return service.tlsPort() + portOffset;
    }

    /** The address that the setting names; TLS listens there. */
    public String bind(Service service) {
        return service == Service.API ? apiBind : bind;
    }

    /** Where plaintext listens. */
    public String plainBind(Service service) {
        String wanted = bind(service);
        boolean there = allowPlaintext || isLoopback(wanted) || !tls.containsKey(service);
        if (there) {
            return wanted;
        }
        return wanted.contains(":") ? "::1" : "127.0.0.1";
    }

    /** By which URL others use the service, without a path. */
    public String url(Service service) {
        boolean secure = tls.containsKey(service);
        String host = publicHosts.get(service);
        if (host == null) {
            return secure ? tlsUrl(service) : plainUrl(service);
        }
        if (host.contains("://")) {
            return host;
        }
        boolean withPort = host.matches(".*:[0-9]+");
        return (secure ? service.tlsScheme() : service.plainScheme())
                + "://"
                + host
                + (withPort ? "" : ":" + (secure ? tlsPort(service) : plainPort(service)));
    }

    private String tlsUrl(Service service) {
        return service.tlsScheme() + "://" + host(bind(service)) + ":" + tlsPort(service);
    }

    /** By which URL this machine, or whoever reaches the plain port, uses the service. */
    public String plainUrl(Service service) {
        return service.plainScheme() + "://" + host(plainBind(service)) + ":" + plainPort(service);
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    /**
     * Architecture section 9: plaintext beyond loopback needs an explicit word.
     *
     * @param services that this node opens
     */
    void refusePlaintext(List<Service> services) {
        List<String> open = new ArrayList<>();
        for (Service service : services) {
            if (!allowPlaintext && !isLoopback(plainBind(service))) {
                open.add(service.word());
            }
        }
        if (!open.isEmpty()) {
            throw new InvalidSettingException(
                    "binding "
                            + bind(
                                    services.stream()
                                            .filter(s -> open.contains(s.word()))
                                            .findFirst()
                                            .orElseThrow())
                            + " would serve passwords in clear beyond this machine ("
                            + String.join(", ", open)
                            + "): give a certificate with TRELLIS_TLS_CERTIFICATE, keep loopback,"
                            + " or say --allow-plaintext");
        }
    }

    private static boolean isLoopback(String address) {
        return address.equals("localhost")
                || address.equals("::1")
                || address.matches("127(\\.[0-9]{1,3}){3}");
    }
}
