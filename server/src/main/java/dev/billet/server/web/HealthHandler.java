package dev.billet.server.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.contract.RequestIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says whether the process lives and whether it takes requests. It stands before everything else,
 * so that it still speaks when the rest refuses.
 */
final class HealthHandler extends Handler.Wrapper {

  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";

  private final AtomicBoolean draining = new AtomicBoolean();

  private final BooleanSupplier database;

  /**
   * Health before a handler.
   *
   * @param database whether the ledger's database works
   */
  HealthHandler(Handler handler, BooleanSupplier database) {
    super(handler);
    this.database = database;
  }

  /** From now on the server is not ready. */
  void drain() {
    draining.set(true);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Gate.path(request);
    if (!path.equals(LIVE) && !path.equals(READY)) {
      return super.handle(request, response, callback);
    }
    Answer answer = Site.isRead(request) ? health(path) : Site.methodNotAllowed();
    answer
        .with(RequestIds.HEADER, Gate.requestId(request))
        .with("Cache-Control", "no-store")
        .send(response, callback);
    return true;
  }

  private Answer health(String path) {
    ObjectNode body = new JsonMapper().createObjectNode();
    if (path.equals(LIVE)) {
      return Problem.json(200, body.put("status", "live"), "application/json");
    }
    List<String> reasons = new ArrayList<>();
    if (draining.get()) {
      reasons.add("draining");
    }
    if (!database.getAsBoolean()) {
      reasons.add("database");
    }
    boolean ready = reasons.isEmpty();
    body.put("status", ready ? "ready" : "not ready");
    reasons.forEach(body.putArray("reasons")::add);
    return Problem.json(ready ? 200 : 503, body, "application/json");
  }
}
