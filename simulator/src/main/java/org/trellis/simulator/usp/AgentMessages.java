package org.trellis.simulator.usp;

import org.trellis.protobuf.msg.Body;
import org.trellis.protobuf.msg.Header;
import org.trellis.protobuf.msg.Msg;
import org.trellis.protobuf.msg.Notify;
import org.trellis.protobuf.msg.Request;
import org.trellis.protobuf.record.MQTTConnectRecord;
import org.trellis.protobuf.record.Record;
import org.trellis.protobuf.record.WebSocketConnectRecord;

/** What an agent says, put together. */
final class AgentMessages {

    private AgentMessages() {}

    /** The first record of a connection. */
    static Record.Builder greeting(AgentLink link) {
        Record.Builder record = Record.newBuilder();
        if (link.subscribedTopic().isEmpty()) {
            return record.setWebsocketConnect(WebSocketConnectRecord.getDefaultInstance());
        }
        return record.setMqttConnect(
                MQTTConnectRecord.newBuilder()
                        .setVersion(
                                link.mqtt5()
                                        ? MQTTConnectRecord.MQTTVersion.V5
                                        : MQTTConnectRecord.MQTTVersion.V3_1_1)
                        .setSubscribedTopic(link.subscribedTopic()));
    }

    static Msg notify(String id, Notify.Builder notification) {
        return message(
                id,
                Header.MsgType.NOTIFY,
                Body.newBuilder().setRequest(Request.newBuilder().setNotify(notification)));
    }

    static Msg message(String id, Header.MsgType type, Body.Builder body) {
        return Msg.newBuilder()
                .setHeader(Header.newBuilder().setMsgId(id).setMsgType(type))
                .setBody(body)
                .build();
    }
}
