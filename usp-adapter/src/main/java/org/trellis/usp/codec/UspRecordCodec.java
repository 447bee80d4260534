package org.trellis.usp.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.trellis.protobuf.record.DisconnectRecord;
import org.trellis.protobuf.record.MQTTConnectRecord;
import org.trellis.protobuf.record.NoSessionContextRecord;
import org.trellis.protobuf.record.Record;
import org.trellis.protobuf.record.STOMPConnectRecord;
import org.trellis.protobuf.record.SessionContextRecord;
import org.trellis.protobuf.record.SessionContextRecord.PayloadSARState;
import org.trellis.protobuf.record.UDSConnectRecord;
import org.trellis.protobuf.record.WebSocketConnectRecord;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.PayloadSecurity;
import org.trellis.usp.record.RecordBody;
import org.trellis.usp.record.RecordBody.Disconnect;
import org.trellis.usp.record.RecordBody.MqttConnect;
import org.trellis.usp.record.RecordBody.NoSessionContext;
import org.trellis.usp.record.RecordBody.SessionContext;
import org.trellis.usp.record.RecordBody.StompConnect;
import org.trellis.usp.record.RecordBody.UdsConnect;
import org.trellis.usp.record.RecordBody.WebSocketConnect;
import org.trellis.usp.record.SarState;
import org.trellis.usp.record.UspRecord;

/** USP records (TR-369 4.1) to bytes and back. Stateless and thread-safe. */
public final class UspRecordCodec {

    /** Larger than anything an agent sends (OB-USP-AGENT: 5 MiB). */
    public static final int MAX_SIZE = 8 * 1024 * 1024;

    private static final int FROM_ID = Record.FROM_ID_FIELD_NUMBER;

    private UspRecordCodec() {}

    /**
     * @param maxSize refused above it before a byte is parsed
     */
    public static UspRecord decode(byte[] bytes, int maxSize) throws UspDecodeException {
        if (bytes.length > maxSize) {
            throw new UspDecodeException(UspDecodeException.RECORD_UNPARSABLE, "record size");
        }
        Record wire;
        try {
            wire = Record.parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            throw new UspDecodeException(UspDecodeException.RECORD_UNPARSABLE, "record");
        }
        return new UspRecord(
                wire.getVersion(),
                wire.getToId(),
                wire.getFromId(),
                security(wire.getPayloadSecurity()),
                body(wire));
    }

    public static byte[] encode(UspRecord record) {
        Record.Builder wire =
                Record.newBuilder()
                        .setVersion(record.version())
                        .setToId(record.toId())
                        .setFromId(record.fromId())
                        .setPayloadSecurity(
                                switch (record.security()) {
                                    case PLAINTEXT -> Record.PayloadSecurity.PLAINTEXT;
                                    case TLS12 -> Record.PayloadSecurity.TLS12;
                                });
        switch (record.body()) {
            case NoSessionContext(Payload payload) ->
                    wire.setNoSessionContext(
                            NoSessionContextRecord.newBuilder().setPayload(wire(payload)));
            case SessionContext session -> wire.setSessionContext(wire(session));
            case WebSocketConnect _ ->
                    wire.setWebsocketConnect(WebSocketConnectRecord.getDefaultInstance());
            case MqttConnect(boolean version5, String topic) ->
                    wire.setMqttConnect(
                            MQTTConnectRecord.newBuilder()
                                    .setVersion(
                                            version5
                                                    ? MQTTConnectRecord.MQTTVersion.V5
                                                    : MQTTConnectRecord.MQTTVersion.V3_1_1)
                                    .setSubscribedTopic(topic));
            case StompConnect(String destination) ->
                    wire.setStompConnect(
                            STOMPConnectRecord.newBuilder().setSubscribedDestination(destination));
            case UdsConnect _ -> wire.setUdsConnect(UDSConnectRecord.getDefaultInstance());
            case Disconnect(String reason, int code) ->
                    wire.setDisconnect(
                            DisconnectRecord.newBuilder().setReason(reason).setReasonCode(code));
        }
        return wire.build().toByteArray();
    }

    /**
     * Who a record says it is from, without parsing the rest: for a transport that learns a peer by
     * its first record. Empty if there is none or the bytes are no record.
     */
    public static Optional<String> fromId(byte[] bytes) {
        if (bytes.length > MAX_SIZE) {
            return Optional.empty();
        }
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == FROM_ID
                        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                    return Optional.of(in.readStringRequireUtf8()).filter(id -> !id.isEmpty());
                }
                if (!in.skipField(tag)) {
                    return Optional.empty();
                }
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static RecordBody body(Record wire) throws UspDecodeException {
        return switch (wire.getRecordTypeCase()) {
            case NO_SESSION_CONTEXT ->
                    new NoSessionContext(payload(wire.getNoSessionContext().getPayload()));
            case SESSION_CONTEXT -> session(wire.getSessionContext());
            case WEBSOCKET_CONNECT -> new WebSocketConnect();
            case MQTT_CONNECT ->
                    new MqttConnect(
                            wire.getMqttConnect().getVersion() == MQTTConnectRecord.MQTTVersion.V5,
                            wire.getMqttConnect().getSubscribedTopic());
            case STOMP_CONNECT ->
                    new StompConnect(wire.getStompConnect().getSubscribedDestination());
            case DISCONNECT ->
                    new Disconnect(
                            wire.getDisconnect().getReason(), wire.getDisconnect().getReasonCode());
            case UDS_CONNECT -> new UdsConnect();
            // TR-369 R-ENC.4: exactly one member, or the record is discarded
            case RECORDTYPE_NOT_SET ->
                    throw new UspDecodeException(UspDecodeException.RECORD_VALUE, "record_type");
        };
    }

    private static PayloadSecurity security(Record.PayloadSecurity wire) throws UspDecodeException {
        return switch (wire) {
            case PLAINTEXT -> PayloadSecurity.PLAINTEXT;
            case TLS12 -> PayloadSecurity.TLS12;
            // TR-369 R-ENC.2
            case UNRECOGNIZED ->
                    throw new UspDecodeException(
                            UspDecodeException.RECORD_VALUE, "payload_security");
        };
    }

    private static SessionContext session(SessionContextRecord wire) throws UspDecodeException {
        return new SessionContext(
                wire.getSessionId(),
                wire.getSequenceId(),
                wire.getExpectedId(),
                wire.getRetransmitId(),
                sar(wire.getPayloadSarState()),
                sar(wire.getPayloadrecSarState()),
                wire.getPayloadList().stream().map(UspRecordCodec::payload).toList());
    }

    private static SessionContextRecord wire(SessionContext session) {
        return SessionContextRecord.newBuilder()
                .setSessionId(session.sessionId())
                .setSequenceId(session.sequenceId())
                .setExpectedId(session.expectedId())
                .setRetransmitId(session.retransmitId())
                .setPayloadSarState(wire(session.payloadState()))
                .setPayloadrecSarState(wire(session.recordState()))
                .addAllPayload(session.payload().stream().map(UspRecordCodec::wire).toList())
                .build();
    }

    private static SarState sar(PayloadSARState wire) throws UspDecodeException {
        return switch (wire) {
            case NONE -> SarState.NONE;
            case BEGIN -> SarState.BEGIN;
            case INPROCESS -> SarState.IN_PROCESS;
            case COMPLETE -> SarState.COMPLETE;
            case UNRECOGNIZED ->
                    throw new UspDecodeException(UspDecodeException.RECORD_VALUE, "sar_state");
        };
    }

    private static PayloadSARState wire(SarState state) {
        return switch (state) {
            case NONE -> PayloadSARState.NONE;
            case BEGIN -> PayloadSARState.BEGIN;
            case IN_PROCESS -> PayloadSARState.INPROCESS;
            case COMPLETE -> PayloadSARState.COMPLETE;
        };
    }

    private static Payload payload(ByteString wire) {
        return Payload.of(wire.toByteArray());
    }

    private static ByteString wire(Payload payload) {
        return UnsafeByteOperations.unsafeWrap(payload.toByteArray());
    }
}
