package org.trellis.usp.codec;

import org.trellis.protobuf.msg.Header.MsgType;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;

/** The message type in the header; informative only (TR-369 R-MSG.10). */
final class MessageTypes {

    private MessageTypes() {}

    static MsgType of(Request request) {
        return switch (request) {
            case Request.Get _ -> MsgType.GET;
            case Request.GetSupportedDm _ -> MsgType.GET_SUPPORTED_DM;
            case Request.GetInstances _ -> MsgType.GET_INSTANCES;
            case Request.Set _ -> MsgType.SET;
            case Request.Add _ -> MsgType.ADD;
            case Request.Delete _ -> MsgType.DELETE;
            case Request.Operate _ -> MsgType.OPERATE;
            case Request.Notify _ -> MsgType.NOTIFY;
            case Request.GetSupportedProtocol _ -> MsgType.GET_SUPPORTED_PROTO;
            case Request.Register _ -> MsgType.REGISTER;
            case Request.Deregister _ -> MsgType.DEREGISTER;
            case Request.Unknown _ -> MsgType.GET;
        };
    }

    static MsgType of(Response response) {
        return switch (response) {
            case Response.GetResult _ -> MsgType.GET_RESP;
            case Response.SupportedDm _ -> MsgType.GET_SUPPORTED_DM_RESP;
            case Response.Instances _ -> MsgType.GET_INSTANCES_RESP;
            case Response.SetResult _ -> MsgType.SET_RESP;
            case Response.AddResult _ -> MsgType.ADD_RESP;
            case Response.DeleteResult _ -> MsgType.DELETE_RESP;
            case Response.OperateResult _ -> MsgType.OPERATE_RESP;
            case Response.NotifyResult _ -> MsgType.NOTIFY_RESP;
            case Response.SupportedProtocol _ -> MsgType.GET_SUPPORTED_PROTO_RESP;
            case Response.RegisterResult _ -> MsgType.REGISTER_RESP;
            case Response.DeregisterResult _ -> MsgType.DEREGISTER_RESP;
            case Response.Unknown _ -> MsgType.GET_RESP;
        };
    }

    static boolean isRequest(MsgType type) {
        return switch (type) {
            case GET,
                    NOTIFY,
                    SET,
                    OPERATE,
                    ADD,
                    DELETE,
                    GET_SUPPORTED_DM,
                    GET_INSTANCES,
                    GET_SUPPORTED_PROTO,
                    REGISTER,
                    DEREGISTER ->
                    true;
            case ERROR,
                    GET_RESP,
                    SET_RESP,
                    OPERATE_RESP,
                    ADD_RESP,
                    DELETE_RESP,
                    GET_SUPPORTED_DM_RESP,
                    GET_INSTANCES_RESP,
                    NOTIFY_RESP,
                    GET_SUPPORTED_PROTO_RESP,
                    REGISTER_RESP,
                    DEREGISTER_RESP,
                    UNRECOGNIZED ->
                    false;
        };
    }
}
