package org.trellis.controller.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;

/** What of a command could not be checked, and is left to the device. */
final class Warnings {

    private final ModelCatalog models;
    private final Supplier<Catalogue> catalogue;

    Warnings(ModelCatalog models, Supplier<Catalogue> catalogue) {
        this.models = models;
        this.catalogue = catalogue;
    }

    List<Warning> of(Registry.Known device, CommandRequest request) {
        List<Warning> warnings = new ArrayList<>();
        switch (request.operation()) {
            case Operation.Set set ->
                    set.values().keySet().forEach(p -> value(p.text(), p.template(), warnings));
            case Operation.Add add ->
                    add.objects()
                            .forEach(object -> {
                                String row = object.object().template() + "{i}.";
                                object.values()
                                        .keySet()
                                        .forEach(name ->
                                                value(
                                                        object.object().text() + name,
                                                        row + name,
                                                        warnings));
                            });
            case Operation.Operate operate -> command(device, request, operate, warnings);
            case Operation.Get _, Operation.Delete _, Operation.Discover _, Operation.Watch _ -> {}
        }
        return warnings;
    }

    private void value(String path, String template, List<Warning> warnings) {
        if (catalogue.get().node(template).flatMap(CatalogueNode::valueSyntax).isEmpty()) {
            warnings.add(
                    new Warning(
                            path,
                            SupportCheck.isVendors(template)
                                    ? "a parameter of the vendor: its value is not checked"
                                    : "not in the data models in use: its value is not checked"));
        }
    }

    private void command(
            Registry.Known device,
            CommandRequest request,
            Operation.Operate operate,
            List<Warning> warnings) {
        PathExpression command = operate.command();
        if (catalogue.get().node(command.template()).isEmpty()) {
            warnings.add(
                    new Warning(
                            command.text(),
                            (SupportCheck.isVendors(command.template())
                                            ? "a command of the vendor"
                                            : "not in the data models in use")
                                    + ": its arguments are not checked"));
        }
        missing(device, request, command)
                .ifPresent(rpc ->
                        warnings.add(
                                new Warning(
                                        command.text(),
                                        "the device does not name the RPC "
                                                + rpc
                                                + " in its answer to GetRPCMethods")));
    }

    /**
     * The RPC that a device does not tell of, by whatever way it may be reached. Devices leave out
     * of GetRPCMethods what they do: they are asked all the same.
     */
    private Optional<String> missing(
            Registry.Known device, CommandRequest request, PathExpression command) {
        Optional<ParameterPath> concrete = command.concrete();
        Optional<String> missing = Optional.empty();
        for (EndpointRecord each : device.endpoints().values()) {
            if (request.endpoint().filter(id -> !id.equals(each.endpoint().id())).isPresent()) {
                continue;
            }
            Protocol protocol = each.endpoint().protocol();
            Optional<String> rpc =
                    protocol == Protocol.CWMP
                            ? concrete.flatMap(models.translator(device, protocol).commands()::rpc)
                            : Optional.empty();
            if (rpc.isEmpty() || models.of(device, protocol).mayHaveRpc(rpc.get())) {
                return Optional.empty();
            }
            missing = rpc;
        }
        return missing;
    }
}
