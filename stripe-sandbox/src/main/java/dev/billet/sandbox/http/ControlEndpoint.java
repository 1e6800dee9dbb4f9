package dev.billet.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.wire.ApiError;

/** {@code /_sandbox}: takes the same keys and forms as Stripe's API, and refuses in its shape. */
final class ControlEndpoint {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

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
            control.takesJson(request.method(), request.path())
                ? json(request.body())
                : ApiEndpoint.form(request));
    return ApiEndpoint.json(200, ApiEndpoint.bytes(answer), ids.next("req_", 14));
  }

  private static ObjectNode json(String body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw ApiError.invalid(null, "The body is not a JSON object.");
  }
}
