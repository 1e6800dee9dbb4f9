package dev.billet.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.store.Ids;

/** {@code /_sandbox}: takes the same keys and forms as Stripe's API, and refuses in its shape. */
final class ControlEndpoint {

  private final ControlApi control;
  private final Ids ids;

  ControlEndpoint(ControlApi control, Ids ids) {
    this.control = control;
    this.ids = ids;
  }

  Answer answer(Incoming request) {
    String account =
        Authentication.account(request.header("Authorization"), request.header("Stripe-Account"));
    ObjectNode answer =
        control.handle(
            request.method(),
            request.path(),
            request.segments(),
            account,
            ApiEndpoint.form(request));
    return ApiEndpoint.json(200, ApiEndpoint.bytes(answer), ids.next("req_", 14));
  }
}
