package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sandbox holds and has been asked, over HTTP. */
final class StateRoutes {

  private static final String STATE = ControlApi.ROOT + "/state";

  private static final ObjectParam RESET = object().optional("scope", oneOf("account", "all"));

  private static final ObjectParam PRICE =
      object()
          .required("id", string(255))
          .required("product_name", string())
          .required("currency", currency())
          .required("unit_amount", integer(0, 999_999_999_999L))
          .optional("interval", oneOf("day", "week", "month", "year"));

  private static final ObjectParam REQUESTS =
      object().optional("limit", integer(1, RequestLog.SIZE)).optional("status", integer(0, 599));

  private final Control control;

  StateRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            ControlApi.ROOT + "/reset",
            "Forget everything but the seeded prices: of this account, or of all and the clock and faults too.",
            RESET,
            this::reset),
        new Route(
            "GET", STATE, "Export this account.", object(), request -> export(request.account())),
        Route.ofJson(
            "POST",
            STATE,
            "Replace this account by one that was exported, sent as JSON.",
            this::restore),
        new Route(
            "POST",
            ControlApi.ROOT + "/prices",
            "Create a price with an id of your choosing, and its product.",
            PRICE,
            this::addPrice),
        new Route(
            "GET",
            ControlApi.ROOT + "/requests",
            "List the latest requests of this account, newest first.",
            REQUESTS,
            this::requests));
  }

  private ObjectNode reset(Route.Request request) {
    boolean all = request.params().path("scope").asText("account").equals("all");
    if (all) {
      control.reset();
    } else {
      control.reset(request.account());
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("object", "sandbox.reset")
        .put("scope", all ? "all" : "account");
  }

  private ObjectNode export(String account) {
    return control.export(account);
  }

  private ObjectNode restore(Route.Request request) {
    try {
      control.restore(request.account(), request.params());
    } catch (IllegalArgumentException e) {
      throw ApiError.invalid(null, "Not an exported state: " + e.getMessage());
    }
    return JsonNodeFactory.instance.objectNode().put("object", "sandbox.import");
  }

  private ObjectNode addPrice(Route.Request request) {
    ObjectNode params = request.params();
    String id = params.get("id").textValue();
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw ApiError.invalid("id", "An id is made of letters, digits, _ and -.");
    }
    return control.addPrice(
        request.account(),
        id,
        params.get("product_name").textValue(),
        params.get("currency").textValue(),
        params.get("unit_amount").longValue(),
        params.has("interval") ? params.get("interval").textValue() : null);
  }

  private ObjectNode requests(Route.Request request) {
    int limit = request.params().path("limit").asInt(100);
    int status = request.params().path("status").asInt(-1);
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    control.requests().list().stream()
        .filter(entry -> request.account().equals(entry.account()))
        .filter(entry -> status < 0 || entry.status() == status)
        .limit(limit)
        .forEach(entry -> data.add(show(entry)));
    return list;
  }

  private static ObjectNode show(RequestLog.Entry entry) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", entry.id())
            .put("object", "sandbox.request")
            .put("created", entry.at().getEpochSecond())
            .put("method", entry.method())
            .put("path", entry.path())
            .put("idempotency_key", entry.idempotencyKey())
            .put("status", entry.status())
            .put("replayed", entry.replayed())
            .put("duration_us", entry.duration().toNanos() / 1_000);
    RequestLog.@Nullable Refusal refusal = entry.refusal();
    if (refusal == null) {
      return json.putNull("error");
    }
    json.putObject("error")
        .put("type", refusal.type())
        .put("code", refusal.code())
        .put("param", refusal.param())
        .put("message", refusal.message());
    return json;
  }
}
