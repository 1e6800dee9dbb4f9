package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fault rules over HTTP. */
final class FaultRoutes {

  private static final String PATH = ControlApi.ROOT + "/faults";

  private static final ObjectParam ADD =
      object()
          .required("endpoint", string(220))
          .required(
              "kind",
              oneOf(
                  Arrays.stream(FaultRule.Kind.values())
                      .map(FaultRoutes::word)
                      .toArray(String[]::new)))
          .optional("delay_ms", integer(0, FaultRule.MAX_DELAY.toMillis()))
          .optional("times", integer(0, 1_000_000))
          .optional("probability", number())
          .optional("seed", integer());

  private final FaultRules faults;

  FaultRoutes(FaultRules faults) {
    this.faults = faults;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", PATH, "List the fault rules.", object(), unused -> list()),
        new Route("POST", PATH, "Add a fault rule.", ADD, this::add),
        new Route("DELETE", PATH, "Remove all fault rules.", object(), unused -> clear()),
        new Route("DELETE", PATH + "/{id}", "Remove a fault rule.", object(), this::remove));
  }

  private ObjectNode add(Route.Request request) {
    ObjectNode params = request.params();
    try {
      FaultRule rule =
          new FaultRule(
              params.get("endpoint").textValue(),
              FaultRule.Kind.valueOf(params.get("kind").textValue().toUpperCase(Locale.ROOT)),
              Duration.ofMillis(params.path("delay_ms").asLong(0)),
              params.path("times").asInt(0),
              params.path("probability").asDouble(1),
              params.path("seed").asLong(0));
      return show(faults.add(rule), rule);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw ApiError.invalid(null, "Invalid fault rule: " + e.getMessage());
    }
  }

  private ObjectNode list() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (Map.Entry<String, FaultRule> entry : faults.list().entrySet()) {
      data.add(show(entry.getKey(), entry.getValue()));
    }
    return list;
  }

  private ObjectNode clear() {
    faults.clear();
    return list();
  }

  private ObjectNode remove(Route.Request request) {
    if (!faults.remove(request.id())) {
      throw ApiError.notFound("fault", request.id(), "fault");
    }
    return list();
  }

  private ObjectNode show(String id, FaultRule rule) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", "sandbox.fault")
        .put("endpoint", rule.endpoint())
        .put("kind", word(rule.kind()))
        .put("delay_ms", rule.delay().toMillis())
        .put("times", rule.times())
        .put("probability", rule.probability())
        .put("seed", rule.seed())
        .put("met", faults.met(id));
  }

  private static String word(FaultRule.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
