package org.trellis.controller.store.cassandra;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;

/**
 * The blobs of a command: what was asked (never changes), and what came of it. Operations that
 * write may carry secrets, and so may results: those are sealed whole.
 */
final class CommandCodec {

    private static final int VERSION = 1;
    private static final int COMPRESS_ABOVE = 2_048;

    private final SecretBox box;

    CommandCodec(SecretBox box) {
        this.box = box;
    }

    /** What was asked. */
    record Request(
            Operation operation,
            Command.Priority priority,
            String createdBy,
            Optional<EndpointId> forcedEndpoint) {}

    ByteBuffer request(CommandRecord command) {
        BinaryOut out = new BinaryOut();
        operation(out, command.operation());
        out.octet(Codes.of(command.priority()));
        out.text(command.createdBy());
        out.optional(command.forcedEndpoint(), (o, e) -> o.text(e.value()));
        return wrapped(out, !command.operation().readOnly(), context(command, "request"));
    }

    Request request(ByteBuffer blob, String context) {
        BinaryIn in = unwrapped(blob, context + "request");
        return new Request(
                operation(in),
                Codes.priority(in.octet()),
                in.text(),
                in.optional(BinaryIn::text).map(EndpointId::new));
    }

    ByteBuffer result(CommandRecord command, CommandResult result) {
        BinaryOut out = new BinaryOut();
        out.octet(Codes.of(result.status()));
        out.list(result.values(), CommandCodec::value);
        out.list(result.covered(), (o, p) -> o.text(p.text()));
        out.list(result.instances(), (o, p) -> o.text(p.text()));
        out.texts(result.output());
        out.list(result.errors(), CommandCodec::error);
        out.optional(result.model(), ModelCodec::write);
        boolean secret =
                !command.operation().readOnly()
                        || result.values().stream().anyMatch(ObservedValue::secret);
        return wrapped(out, secret, context(command, "result"));
    }

    CommandResult result(ByteBuffer blob, String context) {
        BinaryIn in = unwrapped(blob, context + "result");
        return new CommandResult(
                Codes.status(in.octet()),
                in.list(CommandCodec::value),
                in.list(CommandCodec::path),
                in.list(CommandCodec::path),
                in.texts(),
                in.list(CommandCodec::error),
                in.optional(ModelCodec::read));
    }

    ByteBuffer progress(Map<String, String> progress) {
        BinaryOut out = new BinaryOut();
        out.texts(progress);
        return out.toBuffer();
    }

    Map<String, String> progress(ByteBuffer blob) {
        return new BinaryIn(blob).texts();
    }

    private static String context(CommandRecord command, String part) {
        return context(command.tenant().value(), command.id().toString()) + part;
    }

    /** What a sealed blob is bound to. */
    static String context(String tenant, String id) {
        return tenant + "|command|" + id + "|";
    }

    /** Version, whether it is sealed, then the form. */
    private ByteBuffer wrapped(BinaryOut out, boolean secret, String context) {
        ByteBuffer packed = Compressed.pack(out.toBytes(), COMPRESS_ABOVE);
        byte[] body = new byte[packed.remaining()];
        packed.get(body);
        byte[] kept = secret ? box.seal(context, body) : body;
        return ByteBuffer.allocate(kept.length + 2)
                .put((byte) VERSION)
                .put((byte) (secret ? 1 : 0))
                .put(kept)
                .flip();
    }

    private BinaryIn unwrapped(ByteBuffer blob, String context) {
        ByteBuffer in = blob.duplicate();
        int version = in.get();
        if (version != VERSION) {
            throw Codes.unknown("command form", version);
        }
        boolean secret = in.get() != 0;
        byte[] kept = new byte[in.remaining()];
        in.get(kept);
        byte[] body = secret ? box.open(context, kept) : kept;
        return new BinaryIn(Compressed.unpack(ByteBuffer.wrap(body)));
    }

    private static void operation(BinaryOut out, Operation operation) {
        switch (operation) {
            case Operation.Get(List<PathExpression> paths) -> {
                out.octet(1);
                out.list(paths, (o, p) -> o.text(p.text()));
            }
            case Operation.Set(Map<PathExpression, String> values, boolean partial) -> {
                out.octet(2);
                out.flag(partial);
                out.list(
                        values.entrySet(),
                        (o, e) -> {
                            o.text(e.getKey().text());
                            o.text(e.getValue());
                        });
            }
            case Operation.Add(List<Operation.NewObject> objects, boolean partial) -> {
                out.octet(3);
                out.flag(partial);
                out.list(
                        objects,
                        (o, n) -> {
                            o.text(n.object().text());
                            o.texts(n.values());
                        });
            }
            case Operation.Delete(List<PathExpression> objects, boolean partial) -> {
                out.octet(4);
                out.flag(partial);
                out.list(objects, (o, p) -> o.text(p.text()));
            }
            case Operation.Operate(PathExpression path, Map<String, String> input) -> {
                out.octet(5);
                out.text(path.text());
                out.texts(input);
            }
            case Operation.Discover(ParameterPath root) -> {
                out.octet(6);
                out.text(root.text());
            }
            case Operation.Watch(List<PathExpression> paths, NotificationType what) -> {
                out.octet(7);
                out.octet(Codes.of(what));
                out.list(paths, (o, p) -> o.text(p.text()));
            }
        }
    }

    private static Operation operation(BinaryIn in) {
        int code = in.octet();
        return switch (code) {
            case 1 -> new Operation.Get(in.list(CommandCodec::expression));
            case 2 -> {
                boolean partial = in.flag();
                Map<PathExpression, String> values = new LinkedHashMap<>();
                in.texts().forEach((path, text) -> values.put(PathExpression.of(path), text));
                yield new Operation.Set(values, partial);
            }
            case 3 -> {
                boolean partial = in.flag();
                Function<BinaryIn, Operation.NewObject> row =
                        i -> new Operation.NewObject(path(i), i.texts());
                yield new Operation.Add(in.list(row), partial);
            }
            case 4 -> {
                boolean partial = in.flag();
                yield new Operation.Delete(in.list(CommandCodec::expression), partial);
            }
            case 5 -> new Operation.Operate(expression(in), in.texts());
            case 6 -> new Operation.Discover(path(in));
            case 7 -> {
                NotificationType what = Codes.notification(in.octet());
                yield new Operation.Watch(in.list(CommandCodec::expression), what);
            }
            default -> throw Codes.unknown("operation", code);
        };
    }

    private static PathExpression expression(BinaryIn in) {
        return PathExpression.of(in.text());
    }

    private static ParameterPath path(BinaryIn in) {
        return ParameterPath.of(in.text());
    }

    private static void value(BinaryOut out, ObservedValue value) {
        out.text(value.path().text());
        out.octet(Codes.of(value.type()));
        out.text(value.text());
        out.flag(value.writable());
        out.flag(value.secret());
        out.text(value.sourcePath(), value.path().text());
        out.octet(Codes.of(value.quality()));
    }

    private static ObservedValue value(BinaryIn in) {
        ParameterPath path = path(in);
        return new ObservedValue(
                path,
                Codes.type(in.octet()),
                in.text(),
                in.flag(),
                in.flag(),
                in.text(path.text()),
                Codes.quality(in.octet()));
    }

    private static void error(BinaryOut out, PathError error) {
        out.text(error.path());
        out.text(error.code().name());
        out.text(error.sourceCode());
        out.text(error.message());
    }

    private static PathError error(BinaryIn in) {
        return new PathError(in.text(), ErrorCode.valueOf(in.text()), in.text(), in.text());
    }
}
