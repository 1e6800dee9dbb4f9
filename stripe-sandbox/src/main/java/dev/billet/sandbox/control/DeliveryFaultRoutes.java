package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.webhook.DeliveryFault;
import dev.billet.sandbox.webhook.DeliveryFault.Kind;
import dev.billet.sandbox.webhook.DeliveryFaults;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The trouble of webhook deliveries over HTTP. */
final class DeliveryFaultRoutes {

  private static final String PATH = ControlApi.ROOT + "/delivery_faults";

  private static final ObjectParam ADD =
      object()
          .required("events", string(101))
          .required(
              "kind",
              oneOf(
                  Arrays.stream(Kind.values())
                      .map(DeliveryFaultRoutes::word)
                      .toArray(String[]::new)))
          .optional("webhook_endpoint", string())
          .optional("delay", integer(1, Duration.ofDays(30).toSeconds()))
          .optional("times", integer(0, 1_000_000))
          .optional("probability", number())
          .optional("seed", integer());

  private final DeliveryFaults faults;

  DeliveryFaultRoutes(DeliveryFaults faults) {
    this.faults = faults;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET", PATH, "List the rules of trouble with webhooks.", object(), unused -> list()),
        new Route("POST", PATH, "Add a rule of trouble with webhooks.", ADD, this::add),
        new Route(
            "DELETE", PATH, "Remove all rules of trouble with webhooks.", object(), this::clear),
        new Route(
            "DELETE",
            PATH + "/{id}",
            "Remove a rule of trouble with webhooks.",
            object(),
            this::remove));
  }

  private ObjectNode add(Route.Request request) {
    ObjectNode params = request.params();
    try {
      DeliveryFault rule =
          DeliveryFault.on(
                  params.get("events").textValue(),
                  Kind.valueOf(params.get("kind").textValue().toUpperCase(Locale.ROOT)))
              .at(params.path("webhook_endpoint").textValue())
              .after(Duration.ofSeconds(params.path("delay").asLong(60)))
              .times(params.path("times").asInt(0))
              .withProbability(
                  params.path("probability").asDouble(1), params.path("seed").asLong(0));
      return show(faults.add(rule), rule);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw ApiError.invalid(null, "Invalid rule: " + e.getMessage());
    }
  }

  private ObjectNode list() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    faults.list().forEach((id, rule) -> data.add(show(id, rule)));
    return list;
  }

  private ObjectNode clear(Route.Request request) {
    faults.clear();
    return list();
  }

  private ObjectNode remove(Route.Request request) {
    if (!faults.remove(request.id())) {
      throw ApiError.notFound("delivery_fault", request.id(), "delivery_fault");
    }
    return list();
  }

  private ObjectNode show(String id, DeliveryFault rule) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", "sandbox.delivery_fault")
        .put("events", rule.events())
        .put("kind", word(rule.kind()))
        .put("webhook_endpoint", rule.endpoint())
        .put("delay", rule.delay().toSeconds())
        .put("times", rule.times())
        .put("probability", rule.probability())
        .put("seed", rule.seed())
        .put("met", faults.met(id));
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
