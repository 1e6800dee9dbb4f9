package dev.billet.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Params;
import dev.billet.sandbox.wire.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /_sandbox}: what can be asked of a sandbox over HTTP, apart from HTTP itself. */
public final class ControlApi {

  /** What all its paths begin with. */
  public static final String PREFIX = "_sandbox";

  static final String ROOT = "/" + PREFIX;

  private final List<Route> routes = new ArrayList<>();

  /** Puts these controls at their paths. */
  public ControlApi(Control control) {
    routes.add(
        new Route("GET", ROOT, "List what can be asked.", Params.object(), unused -> describe()));
    Stream.of(
            new ClockRoutes(control).routes(),
            new SessionRoutes(control).routes(),
            new FaultRoutes(control.faults()).routes(),
            new WebhookRoutes(control).routes(),
            new DeliveryFaultRoutes(control.webhooks().faults()).routes(),
            new StateRoutes(control).routes())
        .forEach(routes::addAll);
  }

  /**
   * Does what is asked.
   *
   * @param account the name of the account whose key the request came with
   * @param raw the parameters as they were decoded, or the body where {@link #takesJson} says so
   * @throws ApiError where it cannot be done
   */
  public ObjectNode handle(
      String method, String path, List<String> segments, String account, ObjectNode raw) {
    for (Route route : routes) {
      Optional<String> id =
          route.method().equals(method)
              ? PathTemplate.match(route.path(), segments)
              : Optional.empty();
      if (id.isPresent()) {
        ObjectNode params = route.params() == null ? raw : route.params().read(raw);
        return route.handler().handle(new Route.Request(account, id.get(), params));
      }
    }
    throw ApiError.unrecognizedUrl(method, path);
  }

  /** Tells whether a request's body is JSON; it is a form otherwise. */
  public boolean takesJson(String method, String path) {
    return routes.stream()
        .anyMatch(
            route ->
                route.params() == null
                    && route.method().equals(method)
                    && route.path().equals(path));
  }

  private ObjectNode describe() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (Route route : routes) {
      ObjectNode one = data.addObject().put("method", route.method()).put("path", route.path());
      one.put("summary", route.summary());
      if (route.params() == null) {
        one.put("body", "application/json");
      } else {
        ObjectNode params = one.putObject("params");
        route.params().names().forEach((name, required) -> params.put(name, required));
      }
    }
    return list;
  }
}
