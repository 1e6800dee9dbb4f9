package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.object;

import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;

/** What becomes of checkout sessions, over HTTP. As on the page, a session's id is enough. */
final class SessionRoutes {

  private static final String PATH = ControlApi.ROOT + "/sessions/{id}";

  private static final ObjectParam COMPLETE = object().optional("email", email());

  private final Control control;

  SessionRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            PATH + "/complete",
            "Pay an open checkout session without its page.",
            COMPLETE,
            request ->
                control.complete(
                    request.id(), request.params().path("email").asText(Control.BUYER))),
        new Route(
            "POST",
            PATH + "/fail",
            "Let a payment of an open checkout session be declined; it stays open.",
            object(),
            request -> control.fail(request.id())),
        new Route(
            "POST",
            PATH + "/expire",
            "Expire an open checkout session.",
            object(),
            request -> control.expire(request.id())));
  }
}
