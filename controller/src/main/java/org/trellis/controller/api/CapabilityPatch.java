package org.trellis.controller.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.capability.change.Change;
import org.trellis.model.capability.change.PatchResult;
import org.trellis.model.capability.change.PatchResult.Refusal;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.southbound.Operation;
import tools.jackson.databind.JsonNode;

/** From JSON to the patch of a capability, and from what it comes to to an operation. */
final class CapabilityPatch {

    private CapabilityPatch() {}

    static PatchValue read(JsonNode body) {
        if (!body.isObject()) {
            throw ApiException.of(Problems.INVALID_REQUEST, "the body has to be a JSON object");
        }
        return value(body);
    }

    private static PatchValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, PatchValue> members = new LinkedHashMap<>();
                node.properties().forEach(m -> members.put(m.getKey(), value(m.getValue())));
                yield new PatchValue.Tree(members);
            }
            case ARRAY -> {
                List<PatchValue> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(value(item)));
                yield new PatchValue.Items(items);
            }
            case STRING -> new PatchValue.Text(node.stringValue());
            case BOOLEAN -> new PatchValue.Flag(node.booleanValue());
            case NUMBER -> new PatchValue.Number(node.decimalValue());
            case NULL, MISSING, BINARY, POJO -> new PatchValue.Nothing();
        };
    }

    /**
     * @throws ApiException 409 if a member may mean several things, else 422 if it is refused
     */
    static Operation operation(PatchResult result) {
        return switch (result) {
            case PatchResult.Accepted(Change change) -> operation(change);
            case PatchResult.Refused(List<Refusal> refusals) -> throw refused(refusals);
        };
    }

    private static Operation operation(Change change) {
        return switch (change) {
            case Change.Set(Map<ParameterPath, String> values) -> {
                Map<PathExpression, String> texts = new LinkedHashMap<>();
                values.forEach((path, text) -> texts.put(PathExpression.of(path), text));
                yield new Operation.Set(texts, false);
            }
            case Change.Add(List<Change.Row> rows) ->
                    new Operation.Add(
                            rows.stream()
                                    .map(r -> new Operation.NewObject(r.table(), r.values()))
                                    .toList(),
                            false);
            case Change.Delete(List<ParameterPath> rows) ->
                    new Operation.Delete(rows.stream().map(PathExpression::of).toList(), false);
            case Change.Operate(ParameterPath command, Map<String, String> input) ->
                    new Operation.Operate(PathExpression.of(command), input);
        };
    }

    private static ApiException refused(List<Refusal> refusals) {
        boolean ambiguous = refusals.stream().anyMatch(r -> r.code() == ErrorCode.AMBIGUOUS);
        Refusal first = refusals.getFirst();
        String detail =
                refusals.size() > 1
                        ? refusals.size() + " members are refused"
                        : (first.member().isEmpty() ? "" : first.member() + ": ") + first.message();
        return ApiException.of(
                ambiguous ? Problems.CONFLICT : Problems.REFUSED,
                detail,
                refusals.stream()
                        .map(r ->
                                new Problem.Item(
                                        r.member(),
                                        r.code().label(),
                                        null,
                                        r.message(),
                                        r.candidates()))
                        .toList());
    }
}
