package org.trellis.usp.session;

import java.util.List;
import java.util.Optional;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Endpoint;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.mtp.MtpPeer;

/** What an agent may ask of a controller: to be heard, and nothing else. */
final class Served {

    private Served() {}

    static Effect request(
            Endpoint endpoint,
            DeviceContext context,
            MtpPeer from,
            UspMessage message,
            Request request) {
        String id = message.id();
        return switch (request) {
            case Request.Notify notify -> notified(endpoint, context, from, id, notify);
            case Request.Register _ -> error(from, id, 7001, "services are not hosted here");
            case Request.Deregister(List<String> paths) ->
                    // TR-369 R-DEREG.4: never an Error
                    new Effect.Send(
                            from,
                            new UspMessage(
                                    id,
                                    new Response.DeregisterResult(
                                            paths.stream().map(Served::notRegistered).toList())));
            // TR-369 R-ENC.5
            case Request.Unknown _ -> error(from, id, 7004, "unknown request");
            case Request.Get _,
                    Request.GetSupportedDm _,
                    Request.GetInstances _,
                    Request.Set _,
                    Request.Add _,
                    Request.Delete _,
                    Request.Operate _,
                    Request.GetSupportedProtocol _ ->
                    error(from, id, 7001, "a controller has no data model");
        };
    }

    private static Response.ObjectResult<List<String>> notRegistered(String path) {
        return new Response.ObjectResult<>(
                path,
                new Response.ObjectOutcome.Failure<>(new Fault(7030, "not registered"), List.of()));
    }

    private static Effect error(MtpPeer to, String id, int code, String text) {
        return new Effect.Send(to, new UspMessage(id, ErrorMessage.of(code, text)));
    }

    /** The response repeats id and subscription of the notification (TR-369 R-NOT.10). */
    private static Effect notified(
            Endpoint endpoint,
            DeviceContext context,
            MtpPeer from,
            String id,
            Request.Notify notify) {
        Optional<Effect.Send> answer =
                notify.sendResponse()
                        ? Optional.of(
                                new Effect.Send(
                                        from,
                                        new UspMessage(
                                                id,
                                                new Response.NotifyResult(
                                                        notify.subscriptionId()))))
                        : Optional.empty();
        return new Effect.Tell(
                endpoint,
                new Delivery(
                        Notifications.reports(notify.notification(), context), Optional.of(id)),
                answer);
    }
}
