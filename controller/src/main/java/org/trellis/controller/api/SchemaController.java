package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Twins;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** The data model, and what a device has of it. */
@RestController
@RequestMapping("/api/v1/devices/{id}/schema")
@Tag(name = "schema", description = "The data model, and what a device has of it")
class SchemaController {

    private final Twins twins;
    private final DeviceLookup lookup;
    private final Supplier<Catalogue> catalogue;

    SchemaController(Northbound core, DeviceLookup lookup) {
        this.twins = core.twins();
        this.lookup = lookup;
        this.catalogue = core.canonicalModel();
    }

    @GetMapping
    @Operation(
            summary = "Read the supported data model",
            description =
                    "Per node its kind, type, access, units, enumeration, range, and whether this"
                            + " device has it.")
    Part<SchemaView> page(
            Caller caller,
            @PathVariable String id,
            @Parameter(example = "Device.WiFi.SSID.") @RequestParam(required = false)
                    @Nullable String path,
            @Parameter(description = "true: only what this device has")
                    @RequestParam(defaultValue = "false")
                    boolean supported,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Listing.limit(limit);
        Optional<String> after = Listing.cursor(cursor).map(PagedText::decode);
        PathExpression wanted = Paths.expression("path", path == null ? "Device." : path);
        DeviceSchema schema =
                new DeviceSchema(twins.support(caller, lookup.find(caller, id).device().id()));
        NavigableMap<String, Supplier<SchemaView>> nodes = nodes(schema, wanted);
        if (after.isPresent()) {
            nodes = nodes.tailMap(after.get(), false);
        }
        List<SchemaView> found =
                nodes.values().stream()
                        .map(Supplier::get)
                        .filter(v -> !supported || Boolean.TRUE.equals(v.supported()))
                        .limit(size + 1L)
                        .toList();
        return PagedText.page(found, size, SchemaView::path, v -> v);
    }

    private NavigableMap<String, Supplier<SchemaView>> nodes(
            DeviceSchema schema, PathExpression wanted) {
        NavigableMap<String, Supplier<SchemaView>> nodes = new TreeMap<>();
        String template = wanted.template();
        for (SupportedNode node : schema.ofDevice()) {
            if (covers(template, node.template())) {
                nodes.put(node.template(), () -> SchemaView.ofVendor(node));
            }
        }
        for (CatalogueNode node : catalogue.get().nodes()) {
            if (covers(template, node.template())) {
                nodes.put(node.template(), () -> schema.view(node));
            }
        }
        return nodes;
    }

    private static boolean covers(String wanted, String template) {
        return wanted.endsWith(".") ? template.startsWith(wanted) : template.equals(wanted);
    }
}
