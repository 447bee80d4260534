package org.trellis.usp.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import org.trellis.protobuf.msg.Body;
import org.trellis.protobuf.msg.Error;
import org.trellis.protobuf.msg.Header;
import org.trellis.protobuf.msg.Header.MsgType;
import org.trellis.protobuf.msg.Msg;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.MessageBody;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.record.Payload;

/** USP messages (TR-369 6) to the payload of a record and back. Stateless and thread-safe. */
public final class UspMessageCodec {

    /**
     * Message ids are opaque and unbounded on the wire (TR-369 R-MSG.8); those of real agents have
     * some fifty characters, and each is remembered.
     */
    private static final int MAX_ID = 256;

    private UspMessageCodec() {}

    /**
     * A body whose kind this schema does not know becomes an {@code Unknown}, so that it can be
     * answered by its id. Texts that are not UTF-8 have U+FFFD for what is wrong with them.
     */
    public static UspMessage decode(Payload payload) throws UspDecodeException {
        if (payload.isEmpty()) {
            // TR-369 R-E2E.26
            throw new UspDecodeException(UspDecodeException.RECORD_VALUE, "payload");
        }
        Msg wire = parse(payload.toByteArray());
        String id = wire.getHeader().getMsgId();
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new UspDecodeException(UspDecodeException.MESSAGE_FAILED, "header.msg_id");
        }
        return new UspMessage(id, body(wire));
    }

    private static Msg parse(byte[] bytes) throws UspDecodeException {
        try {
            return Msg.parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            try {
                return Msg.parseFrom(TextRepair.mended(bytes, Msg.getDescriptor()));
            } catch (IOException beyondRepair) {
                throw new UspDecodeException(UspDecodeException.MESSAGE_FAILED, "message");
            }
        }
    }

    public static Payload encode(UspMessage message) {
        Header.Builder header = Header.newBuilder().setMsgId(message.id());
        Body.Builder body = Body.newBuilder();
        switch (message.body()) {
            case Request request -> {
                header.setMsgType(MessageTypes.of(request));
                body.setRequest(RequestCodec.encode(request));
            }
            case Response response -> {
                header.setMsgType(MessageTypes.of(response));
                body.setResponse(ResponseCodec.encode(response));
            }
            case ErrorMessage error -> {
                header.setMsgType(MsgType.ERROR);
                body.setError(encode(error));
            }
        }
        return Payload.of(Msg.newBuilder().setHeader(header).setBody(body).build().toByteArray());
    }

    private static MessageBody body(Msg wire) {
        return switch (wire.getBody().getMsgBodyCase()) {
            case REQUEST -> RequestCodec.decode(wire.getBody().getRequest());
            case RESPONSE -> ResponseCodec.decode(wire.getBody().getResponse());
            case ERROR -> decode(wire.getBody().getError());
            // without a body only the header tells who owes an answer (TR-369 R-ENC.5)
            case MSGBODY_NOT_SET ->
                    MessageTypes.isRequest(wire.getHeader().getMsgType())
                            ? new Request.Unknown()
                            : new Response.Unknown();
        };
    }

    private static ErrorMessage decode(Error wire) {
        return new ErrorMessage(
                new Fault(wire.getErrCode(), wire.getErrMsg()),
                wire.getParamErrsList().stream()
                        .map(e ->
                                new PathFault(
                                        e.getParamPath(), new Fault(e.getErrCode(), e.getErrMsg())))
                        .toList());
    }

    private static Error encode(ErrorMessage error) {
        Error.Builder wire =
                Error.newBuilder()
                        .setErrCode(error.fault().code())
                        .setErrMsg(error.fault().message());
        for (PathFault fault : error.faults()) {
            wire.addParamErrs(
                    Error.ParamError.newBuilder()
                            .setParamPath(fault.path())
                            .setErrCode(fault.fault().code())
                            .setErrMsg(fault.fault().message()));
        }
        return wire.build();
    }
}
