package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told to which webhook endpoint, what was tried, and what came of it. The records
 * are the sandbox's own and no objects of Stripe's.
 */
final class Deliveries {

  /** The table of the records. */
  static final String OBJECT = "webhook_delivery";

  /** To be tried, now or later. */
  static final String PENDING = "pending";

  /** Answered with a status of 200 to 299. */
  static final String SUCCEEDED = "succeeded";

  /** Tried as often as it is tried. */
  static final String FAILED = "failed";

  /** Not tried, because a fault was to lose it. */
  static final String DROPPED = "dropped";

  /** Not tried any more, because the endpoint is gone or disabled. */
  static final String CANCELED = "canceled";

  private static final int MAX_RECORDS = 50_000;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "webhook_delivery", "attempts": [], "created": 0,
           "event": null, "event_type": null, "next_attempt": null, "object_id": null,
           "status": "pending", "url": null, "webhook_endpoint": null}
          """);

  private Deliveries() {}

  /** Plans to tell an event to every endpoint that wants to hear of it; returns how many do. */
  static int plan(Call call, ObjectNode event) {
    String type = event.get("type").textValue();
    // In the order of their creation, as they are asked for in turn.
    List<ObjectNode> endpoints = new ArrayList<>(call.table(WebhookEndpoints.OBJECT).newestFirst());
    int planned = 0;
    for (int i = endpoints.size() - 1; i >= 0; i--) {
      if (WebhookEndpoints.wants(endpoints.get(i), type)) {
        handOver(call, add(call, event, endpoints.get(i)), true);
        planned++;
      }
    }
    return planned;
  }

  /** Adds a record of an event to be told to an endpoint. */
  static ObjectNode add(Call call, ObjectNode event, ObjectNode endpoint) {
    ObjectNode delivery = SHAPE.create();
    delivery.put("id", call.ids().next("whd_1")).put("created", call.sandboxTime());
    delivery.set("event", event.get("id"));
    delivery.set("event_type", event.get("type"));
    delivery.set("object_id", event.get("data").get("object").get("id"));
    delivery.set("url", endpoint.get("url"));
    delivery.set("webhook_endpoint", endpoint.get("id"));
    Table table = call.table(OBJECT);
    table.put(delivery);
    ObjectNode oldest = table.oldest();
    while (oldest != null && table.size() > MAX_RECORDS) {
      table.discard(oldest.get("id").textValue());
      oldest = table.oldest();
    }
    return delivery;
  }

  /** Hands a delivery over, once the operation is whole. */
  private static void handOver(Call call, ObjectNode delivery, boolean first) {
    Outbox.Delivery planned = Outbox.Delivery.of(delivery, first);
    Outbox outbox = call.environment().outbox();
    call.account().afterCommit(() -> outbox.accept(call.account(), planned));
  }

  /** Hands a delivery over whose next try the clock has reached. */
  static void due(Call call, String id) {
    ObjectNode delivery = call.table(OBJECT).find(id);
    if (delivery != null && isPending(delivery) && delivery.get("next_attempt").isNumber()) {
      ObjectNode now = delivery.deepCopy().putNull("next_attempt");
      call.table(OBJECT).put(now);
      handOver(call, now, false);
    }
  }

  static boolean isPending(ObjectNode delivery) {
    return status(delivery).equals(PENDING);
  }

  static String status(ObjectNode delivery) {
    return delivery.get("status").textValue();
  }

  /** Gives a delivery its last status. */
  static void settle(Call call, ObjectNode delivery, String status) {
    call.table(OBJECT).put(delivery.deepCopy().put("status", status).putNull("next_attempt"));
  }

  /** Leaves a delivery for later. */
  static void postpone(Call call, ObjectNode delivery, Duration by) {
    long at = call.now() + by.toSeconds();
    ObjectNode later = delivery.deepCopy().put("next_attempt", at);
    call.table(OBJECT).put(later);
    call.account().schedule(new Due(at, OBJECT, later.get("id").textValue()));
  }

  /** Notes a try and decides what follows. */
  static void record(Call call, ObjectNode delivery, ObjectNode attempt, boolean success) {
    ObjectNode after = delivery.deepCopy();
    ArrayNode attempts = (ArrayNode) after.get("attempts");
    attempts.add(attempt);
    boolean told = status(delivery).equals(SUCCEEDED);
    if (success) {
      call.table(OBJECT).put(after.put("status", SUCCEEDED).putNull("next_attempt"));
      if (!told) {
        addPending(call, after.get("event").textValue(), -1);
      }
      return;
    }
    call.table(OBJECT).put(after);
    // What was sent again by hand, or on top of an answer that was good, is not tried again.
    if (isPending(after) && after.get("next_attempt").isNull()) {
      Duration wait = backOff(call, attempts.size());
      if (wait == null) {
        settle(call, after, FAILED);
      } else {
        postpone(call, after, wait);
        // Without a wait there is no clock to wait for.
        if (wait.isZero()) {
          due(call, after.get("id").textValue());
        }
      }
    }
  }

  /** Changes how many endpoints an event has still to be told to. */
  static void addPending(Call call, String id, int number) {
    ObjectNode event = call.table(Events.OBJECT).find(id);
    if (event != null) {
      int pending = event.get("pending_webhooks").intValue() + number;
      ObjectNode changed = event.deepCopy();
      call.table(Events.OBJECT).put(changed.put("pending_webhooks", pending));
    }
  }

  private static @Nullable Duration backOff(Call call, int attempts) {
    List<Duration> backOff = call.environment().backOff();
    return attempts > backOff.size() ? null : backOff.get(attempts - 1);
  }
}
