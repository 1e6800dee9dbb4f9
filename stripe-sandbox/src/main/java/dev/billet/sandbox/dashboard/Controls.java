package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.dashboard.Tenants.Tenant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sandbox's controls, asked as over HTTP: so there is one place that reads and refuses. */
final class Controls {

  private final ControlApi control;

  Controls(ControlApi control) {
    this.control = control;
  }

  /**
   * Reads something.
   *
   * @throws dev.billet.sandbox.wire.ApiError where it cannot be read
   */
  ObjectNode get(Tenant tenant, String... path) {
    return ask("GET", tenant, JsonNodeFactory.instance.objectNode(), path);
  }

  /**
   * Reads a list.
   *
   * @throws dev.billet.sandbox.wire.ApiError where it cannot be read
   */
  JsonNode list(Tenant tenant, Map<String, String> params, String... path) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    params.forEach(raw::put);
    return ask("GET", tenant, raw, path).get("data");
  }

  /**
   * Does something.
   *
   * @throws dev.billet.sandbox.wire.ApiError where it cannot be done
   */
  ObjectNode post(Tenant tenant, ObjectNode params, String... path) {
    return ask("POST", tenant, params, path);
  }

  /**
   * Removes something.
   *
   * @throws dev.billet.sandbox.wire.ApiError where it cannot be removed
   */
  ObjectNode delete(Tenant tenant, String... path) {
    return ask("DELETE", tenant, JsonNodeFactory.instance.objectNode(), path);
  }

  private ObjectNode ask(String method, Tenant tenant, ObjectNode params, String... path) {
    List<String> segments = Stream.concat(Stream.of(ControlApi.PREFIX), Stream.of(path)).toList();
    String url = "/" + String.join("/", segments);
    return control.handle(method, url, segments, tenant.name(), params);
  }
}
