package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Table;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened in an account: {@code /v1/events}. */
final class Events {

  static final String OBJECT = "event";

  /** Until when each event is kept, by its id. */
  private static final String KEPT = "event.kept";

  private static final String PATH = "/v1/events";
  private static final int MAX_EVENTS = 50_000;
  private static final long KEPT_SECONDS = 30L * 24 * 60 * 60;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "event", "api_version": null, "created": 0,
           "data": {"object": null}, "livemode": false, "pending_webhooks": 0,
           "request": {"id": null, "idempotency_key": null}, "type": null}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
              object()
                  .optional("created", range())
                  .optional("delivery_success", bool())
                  .optional("type", string())
                  .optional("types", list(string(), 20)))
          .exclusive("type", "types");

  private Events() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, Events::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), Events::retrieve));
  }

  /** Puts an event into the account; see {@link Call#emit}. */
  static void emit(Call call, String type, ObjectNode object, @Nullable ObjectNode previous) {
    if (!EventTypes.isKnown(type)) {
      throw new IllegalArgumentException("Stripe has no such event: " + type);
    }
    ObjectNode event = SHAPE.create();
    event.put("id", call.ids().next("evt_1")).put("created", call.now()).put("type", type);
    event.put("api_version", StripeApi.VERSION);
    ObjectNode data = (ObjectNode) event.get("data");
    data.set("object", object);
    if (previous != null) {
      data.set("previous_attributes", previous);
    }
    ((ObjectNode) event.get("request"))
        .put("id", call.cause().requestId())
        .put("idempotency_key", call.cause().idempotencyKey());
    event.put("pending_webhooks", Deliveries.plan(call, event));
    call.table(OBJECT).put(event);
    keep(call, event.get("id").textValue());
    forget(call);
  }

  /** An event is dated by the clock of what it tells of, and kept by the sandbox's. */
  private static void keep(Call call, String id) {
    long until = call.sandboxTime() + KEPT_SECONDS;
    call.table(KEPT).put(JsonParams.empty().put("id", id).put("until", until));
  }

  /** Lets go of what is not shown any more, and of the oldest where there is too much. */
  private static void forget(Call call) {
    Table events = call.table(OBJECT);
    ObjectNode oldest = events.oldest();
    while (oldest != null && (!kept(call, oldest) || events.size() > MAX_EVENTS)) {
      String id = oldest.get("id").textValue();
      events.discard(id);
      call.table(KEPT).discard(id);
      oldest = events.oldest();
    }
  }

  private static ObjectNode retrieve(Call call) {
    ObjectNode event = call.found(OBJECT, "id");
    if (!kept(call, event)) {
      throw ApiError.notFound(OBJECT, call.id(), "id");
    }
    return event;
  }

  private static ObjectNode page(Call call) {
    List<String> types = new ArrayList<>();
    call.params().path("types").forEach(type -> types.add(type.textValue()));
    String type = call.text("type");
    if (type != null) {
      types.add(type);
    }
    JsonNode delivered = call.params().get("delivery_success");
    Predicate<ObjectNode> wanted =
        event ->
            kept(call, event)
                && (types.isEmpty() || EventPattern.matches(types, event.get("type").textValue()))
                && (delivered == null
                    || delivered.asBoolean() == (event.get("pending_webhooks").asInt() == 0));
    return Lists.page(call, OBJECT, PATH, wanted.and(Lists.within(call, "created")));
  }

  private static boolean kept(Call call, ObjectNode event) {
    ObjectNode kept = call.table(KEPT).find(event.get("id").textValue());
    return kept != null && kept.get("until").longValue() > call.sandboxTime();
  }
}
