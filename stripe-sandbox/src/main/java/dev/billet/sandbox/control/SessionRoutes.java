package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.Tender;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.ZoneOffset;
import java.util.List;

/** What becomes of checkout sessions, over HTTP. As on the page, a session's id is enough. */
final class SessionRoutes {

  private static final String PATH = ControlApi.ROOT + "/sessions/{id}";

  private static final ObjectParam COMPLETE =
      object()
          .optional("email", email())
          .optional("card", string(19))
          .optional("iban", string(34))
          .optional("routing_number", string(9))
          .optional("account_number", string(17))
          .optional("name", string())
          .optional("authentication", oneOf("pass", "fail"))
          .exclusive("card", "iban", "routing_number")
          .rule(SessionRoutes::requireWholeAccount);

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
            this::complete),
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

  private ObjectNode complete(Route.Request request) {
    ObjectNode params = request.params();
    boolean passes = params.path("authentication").asText("pass").equals("pass");
    return control.complete(request.id(), tender(params), passes);
  }

  private Tender tender(ObjectNode params) {
    int year = control.clock().instant().atZone(ZoneOffset.UTC).getYear() + 3;
    String email = params.path("email").asText(Control.BUYER);
    String name = params.path("name").asText("Jenny Rosen");
    if (params.has("iban")) {
      return Tender.ofSepaDebit(email, name, params.get("iban").textValue());
    }
    if (params.has("routing_number")) {
      String account = params.get("account_number").textValue();
      return Tender.ofUsBankAccount(email, name, params.get("routing_number").textValue(), account);
    }
    return params.has("card")
        ? Tender.ofCard(email, params.get("card").textValue(), 12, year, "123")
        : Tender.ofToken(email, "tok_visa");
  }

  private static void requireWholeAccount(ObjectNode params, ObjectParam.Names at) {
    if (params.has("routing_number") != params.has("account_number")) {
      throw ApiError.missing(
          at.of(params.has("routing_number") ? "account_number" : "routing_number"));
    }
  }
}
