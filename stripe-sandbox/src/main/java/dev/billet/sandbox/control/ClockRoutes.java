package dev.billet.sandbox.control;

import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The clock over HTTP. */
final class ClockRoutes {

  private static final String PATH = ControlApi.ROOT + "/clock";
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private static final ObjectParam MOVE =
      object()
          .optional("advance", integer(0, Duration.ofDays(100 * 365).toSeconds()))
          .optional("now", integer(0, LATEST))
          .exactlyOne("advance", "now");

  private final Control control;

  ClockRoutes(Control control) {
    this.control = control;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", PATH, "Read the clock.", object(), unused -> read()),
        new Route(
            "POST",
            PATH,
            "Put the clock forward by so many seconds, or to a moment, and let happen what falls due.",
            MOVE,
            this::move));
  }

  private ObjectNode move(Route.Request request) {
    try {
      if (request.params().has("advance")) {
        control.advance(Duration.ofSeconds(request.params().get("advance").longValue()));
      } else {
        control.advanceTo(Instant.ofEpochSecond(request.params().get("now").longValue()));
      }
    } catch (IllegalArgumentException e) {
      String param = request.params().has("advance") ? "advance" : "now";
      throw ApiError.invalid(param, String.valueOf(e.getMessage()));
    }
    return read();
  }

  private ObjectNode read() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("object", "sandbox.clock")
        .put("now", control.clock().instant().getEpochSecond())
        .put("advanced_by", control.clock().offset().toSeconds());
  }
}
