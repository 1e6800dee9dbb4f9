package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Webhook deliveries over HTTP. */
final class WebhookRoutes {

  private static final int DEFAULT_LIMIT = 100;

  private static final ObjectParam LIST =
      object()
          .optional("limit", integer(1, 1_000))
          .optional("event", string())
          .optional("event_type", string())
          .optional("status", oneOf("pending", "succeeded", "failed", "dropped", "canceled"))
          .optional("webhook_endpoint", string());

  private static final ObjectParam RESEND = object().required("webhook_endpoint", string());

  private static final ObjectParam ROLL =
      object().optional("overlap", integer(0, Duration.ofHours(24).toSeconds()));

  private final Control control;

  WebhookRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            ControlApi.ROOT + "/deliveries",
            "List the webhook deliveries and what came of each try, newest first.",
            LIST,
            this::list),
        new Route(
            "POST",
            ControlApi.ROOT + "/events/{id}/resend",
            "Tell an event to one webhook endpoint again.",
            RESEND,
            this::resend),
        new Route(
            "POST",
            ControlApi.ROOT + "/webhook_endpoints/{id}/roll_secret",
            "Replace an endpoint's secret; the old one signs too for so many seconds.",
            ROLL,
            this::roll));
  }

  private ObjectNode list(Route.Request request) {
    ObjectNode wanted = request.params().deepCopy();
    wanted.remove("limit");
    Predicate<ObjectNode> filter =
        delivery ->
            wanted.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(name -> wanted.get(name).equals(delivery.get(name)));
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    int limit = request.params().path("limit").asInt(DEFAULT_LIMIT);
    control
        .webhooks()
        .deliveries(control.account(request.account()), filter, limit)
        .forEach(data::add);
    return list;
  }

  private ObjectNode resend(Route.Request request) {
    String endpoint = request.params().get("webhook_endpoint").textValue();
    String delivery =
        control.webhooks().resend(control.account(request.account()), request.id(), endpoint);
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", delivery)
        .put("object", "webhook_delivery")
        .put("event", request.id())
        .put("webhook_endpoint", endpoint);
  }

  private ObjectNode roll(Route.Request request) {
    JsonNode overlap = request.params().path("overlap");
    String secret =
        control
            .webhooks()
            .roll(
                control.account(request.account()),
                request.id(),
                Duration.ofSeconds(overlap.asLong(0)));
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", request.id())
        .put("object", "webhook_endpoint")
        .put("secret", secret);
  }
}
