package org.trellis.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedNode;

/**
 * The nodes of one or more data models by template path. Immutable and thread-safe.
 *
 * <p>Where the CWMP and the USP form of a model differ in the facts of a node (nearly always the
 * access of {@code Alias}), the USP form is the one found, since canonical paths are USP paths.
 */
public final class Catalogue {

    private static final String TEMPLATE_OF_MOUNTED = "Device.";
    private static final List<String> MOUNTS =
            List.of(
                    "Device.ProxiedDevice.{i}.Node.{i}.",
                    "Device.ProxiedDevice.{i}.",
                    "Device.Node.{i}.");

    private final Map<String, CatalogueNode> nodes;
    private final Map<String, CatalogueNode> retired;

    private Catalogue(Map<String, CatalogueNode> nodes, Map<String, CatalogueNode> retired) {
        this.nodes = nodes;
        this.retired = retired;
    }

    /** The shipped models of both roots: TR-181 2.19, TR-098 1.14 and the service models. */
    public static Catalogue standard() {
        return Both.ALL;
    }

    /** TR-181 2.19 with its services: what canonical paths mean. */
    public static Catalogue canonical() {
        return Standard.TR_181;
    }

    /** The shipped models below one root. */
    public static Catalogue of(DataModelRoot root) {
        return switch (root) {
            case TR_098 -> Standard.TR_098;
            case TR_181 -> Standard.TR_181;
        };
    }

    /** A catalogue of these nodes; a later node of the same template replaces an earlier one. */
    public static Catalogue of(Collection<CatalogueNode> nodes) {
        return ofFiles(List.of(new CatalogueFile.Rooted(List.copyOf(nodes), List.of())));
    }

    static Catalogue ofFiles(List<CatalogueFile.Rooted> files) {
        Map<String, CatalogueNode> alive = new LinkedHashMap<>(1 << 14);
        Map<String, CatalogueNode> gone = new LinkedHashMap<>();
        for (CatalogueFile.Rooted file : files) {
            add(file.nodes(), alive);
            add(file.retired(), gone);
        }
        gone.keySet().removeAll(alive.keySet());
        return new Catalogue(Collections.unmodifiableMap(alive), Collections.unmodifiableMap(gone));
    }

    private static void add(List<CatalogueNode> nodes, Map<String, CatalogueNode> byTemplate) {
        for (CatalogueNode node : nodes) {
            CatalogueNode present = byTemplate.get(node.template());
            boolean lesser =
                    present != null
                            && node.origin().protocols() == CatalogueNode.Origin.Protocols.CWMP;
            if (!lesser) {
                byTemplate.put(node.template(), node);
            }
        }
    }

    /**
     * This catalogue with the nodes of another, whose word counts: its nodes replace those of the
     * same template, and what it has retired is alive no more.
     */
    public Catalogue plus(Catalogue other) {
        Map<String, CatalogueNode> union = new LinkedHashMap<>(nodes);
        union.keySet().removeAll(other.retired.keySet());
        union.putAll(other.nodes);
        Map<String, CatalogueNode> gone = new LinkedHashMap<>(retired);
        gone.putAll(other.retired);
        gone.keySet().removeAll(union.keySet());
        return new Catalogue(Collections.unmodifiableMap(union), Collections.unmodifiableMap(gone));
    }

    /**
     * Reads a gzipped catalogue.
     *
     * @param prefix where the model is rooted: empty, or {@code Device.Services.} for a service
     * @throws CatalogueException if it is not a catalogue
     * @throws IOException if reading fails
     */
    public static Catalogue read(InputStream gzipped, String prefix) throws IOException {
        return CatalogueFile.read(gzipped, "catalogue").catalogue(prefix);
    }

    /**
     * A node that the models no longer have, with its last facts: older devices still send it. It
     * is not among {@link #nodes()}.
     *
     * @param template with {@code {i}} for instances, for example {@code
     *     Device.Hosts.Host.{i}.AddressSource}
     */
    public Optional<CatalogueNode> retired(String template) {
        return Optional.ofNullable(retired.get(template));
    }

    /** All that the models no longer have. */
    public Collection<CatalogueNode> retired() {
        return retired.values();
    }

    /**
     * @param template with {@code {i}} for instances, for example {@code Device.WiFi.SSID.{i}.SSID}
     */
    public Optional<CatalogueNode> node(String template) {
        CatalogueNode node = nodes.get(template);
        return node != null ? Optional.of(node) : mounted(template);
    }

    /** The node of a concrete path. */
    public Optional<CatalogueNode> node(ParameterPath path) {
        return node(path.template());
    }

    /** All nodes in the order of the models; mounted ones are found, but not listed. */
    public Collection<CatalogueNode> nodes() {
        return nodes.values();
    }

    /**
     * The nodes directly below an object, in the order of the model; a table is listed as its row
     * object ({@code Device.WiFi.SSID.{i}.}).
     *
     * @param object a template that ends with a dot
     */
    public List<CatalogueNode> children(String object) {
        List<CatalogueNode> children = new ArrayList<>();
        for (CatalogueNode node : nodes.values()) {
            String template = node.template();
            if (template.length() > object.length()
                    && template.startsWith(object)
                    && isName(template, object.length())) {
                children.add(node);
            }
        }
        return children;
    }

    private static boolean isName(String template, int from) {
        int dot = template.indexOf('.', from);
        return dot < 0
                || dot == template.length() - 1
                || (template.startsWith("{i}.", dot + 1) && dot + 5 == template.length());
    }

    /** The row object of a table given with or without {@code {i}}; empty if it is no table. */
    public Optional<CatalogueNode> table(String template) {
        String row = template.endsWith(".{i}.") ? template : template + "{i}.";
        return node(row).filter(n -> n.kind() == SupportedNode.Kind.OBJECT);
    }

    /** True for secured parameters; false for unknown ones. */
    public boolean isSecret(ParameterPath path) {
        return node(path).map(CatalogueNode::isSecret).orElse(false);
    }

    /**
     * Why a canonical value cannot be right: type, enumeration, pattern, range, size, items of a
     * list. Unknown and vendor parameters pass, and so does a parameter that the model calls
     * read-only: the device may know better.
     */
    public Optional<PathError> check(ParameterPath path, String value) {
        return node(path)
                .flatMap(CatalogueNode::valueSyntax)
                .flatMap(syntax -> syntax.check(path.text(), value));
    }

    /**
     * TR-181 defines the objects of a mounted device once, below the root; they are addressed below
     * each mount point.
     */
    private Optional<CatalogueNode> mounted(String template) {
        for (String mount : MOUNTS) {
            if (template.startsWith(mount)) {
                String inner = TEMPLATE_OF_MOUNTED + template.substring(mount.length());
                CatalogueNode node =
                        MOUNTS.stream().anyMatch(inner::startsWith) ? null : nodes.get(inner);
                return node == null || inner.equals(TEMPLATE_OF_MOUNTED)
                        ? Optional.empty()
                        : Optional.of(node.at(template));
            }
        }
        return Optional.empty();
    }

    /** Loaded at first use, once. */
    private static final class Standard {
        static final Catalogue TR_181;
        static final Catalogue TR_098;

        static {
            // TR-104 has one version for each root; the other services have one for both
            List<CatalogueFile> services =
                    Stream.of("tr-135-1.4", "tr-140-1.3", "tr-196-2.1")
                            .map(Standard::shipped)
                            .toList();
            TR_181 = rooted("Device.", "tr-181-2.19", "tr-104-2.0", services);
            TR_098 = rooted("InternetGatewayDevice.", "tr-098-1.14", "tr-104-1.1", services);
        }

        private static Catalogue rooted(
                String root, String model, String voice, List<CatalogueFile> services) {
            List<CatalogueFile.Rooted> all = new ArrayList<>();
            all.add(shipped(model).below(""));
            all.add(shipped(voice).below(root + "Services."));
            services.forEach(service -> all.add(service.below(root + "Services.")));
            return ofFiles(all);
        }

        private static CatalogueFile shipped(String name) {
            try {
                return CatalogueFile.shipped(name + ".dmc.gz");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Both roots in one; apart from {@link Standard}, since not everyone needs it. */
    private static final class Both {
        static final Catalogue ALL = Standard.TR_181.plus(Standard.TR_098);
    }
}
