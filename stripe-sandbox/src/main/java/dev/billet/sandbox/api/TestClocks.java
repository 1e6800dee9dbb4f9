package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.moment;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/test_helpers/test_clocks}: clocks that stand still until they are advanced, and the
 * customers who live by one. What falls due is kept beside the clock, in a list of its own.
 */
final class TestClocks {

  static final String OBJECT = "test_helpers.test_clock";

  private static final String PATH = "/v1/test_helpers/test_clocks";
  private static final String NOUN = "billingclock";
  private static final String DUES = "test_helpers.test_clock.dues";
  private static final long TWO_YEARS = 2L * 366 * 24 * 60 * 60;
  private static final long LIFE = 30L * 24 * 60 * 60;

  private static final ObjectParam CREATE =
      object()
          .optional("customer", string())
          .required("frozen_time", moment())
          .optional("name", string(300));

  private static final ObjectParam ADVANCE = object().required("frozen_time", moment());

  private TestClocks() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, TestClocks::create),
        Operation.get(
            PATH,
            "list:" + OBJECT,
            Lists.paged(object()),
            call -> Lists.page(call, OBJECT, PATH, any -> true)),
        Operation.get(one, OBJECT, object(), TestClocks::found),
        Operation.delete(one, OBJECT, object(), TestClocks::delete),
        Operation.post(one + "/advance", OBJECT, ADVANCE, TestClocks::advance));
  }

  /** Returns the operation at the moment that a customer, or something of theirs, lives in. */
  static Call on(Call call, ObjectNode object) {
    JsonNode clock = object.path("test_clock");
    ObjectNode found = clock.isTextual() ? call.table(OBJECT).find(clock.textValue()) : null;
    return found == null ? call : call.at(found.get("frozen_time").longValue());
  }

  /** Returns the clock that a parameter names, or refuses. */
  static ObjectNode referenced(Call call, String id, String param) {
    ObjectNode clock = call.table(OBJECT).find(id);
    if (clock == null) {
      throw ApiError.noSuch(NOUN, id, param);
    }
    return clock;
  }

  /** Notes that something happens when a clock is advanced to its moment. */
  static void schedule(Call call, String clock, Due due) {
    ObjectNode dues = dues(call, clock).deepCopy();
    ObjectNode entry = ((ArrayNode) dues.get("dues")).addObject();
    entry.put("at", due.at()).put("table", due.table()).put("id", due.id());
    call.table(DUES).put(dues);
  }

  private static ObjectNode create(Call call) {
    String customer = call.text("customer");
    ObjectNode clock = JsonParams.empty().put("id", call.ids().next("clock_1"));
    clock.put("object", OBJECT).put("created", call.now());
    clock.put("deletes_after", call.now() + LIFE);
    clock.set("frozen_time", call.params().get("frozen_time"));
    clock.put("livemode", false).put("name", call.text("name")).put("status", "ready");
    clock.putObject("status_details");
    call.table(OBJECT).put(clock);
    call.emit("test_helpers.test_clock.created", clock);
    if (customer != null) {
      ObjectNode before = call.referenced(Customers.OBJECT, customer, "customer");
      if (!Subscriptions.of(call.account(), before).get("data").isEmpty()) {
        throw ApiError.invalid(
            "customer", "A customer with subscriptions cannot be moved to a test clock.");
      }
      ObjectNode moved = before.deepCopy();
      moved.set("test_clock", clock.get("id"));
      call.table(Customers.OBJECT).put(moved);
      call.emit("customer.updated", moved, before);
    }
    return clock;
  }

  /** Advancing is done when it answers; Stripe says {@code advancing} then, and so does this. */
  private static ObjectNode advance(Call call) {
    ObjectNode before = found(call);
    long target = call.params().get("frozen_time").longValue();
    if (target <= before.get("frozen_time").longValue()) {
      throw ApiError.invalid(
          "frozen_time", "The new frozen time must be after the test clock's current frozen time.");
    }
    if (target - before.get("frozen_time").longValue() > TWO_YEARS) {
      throw ApiError.invalid(
          "frozen_time", "A test clock can be advanced by at most two years at a time.");
    }
    ObjectNode advancing = before.deepCopy().put("frozen_time", target);
    advancing.put("status", "advancing");
    advancing.putObject("status_details").putObject("advancing").put("target_frozen_time", target);
    call.emit("test_helpers.test_clock.advancing", advancing);
    Due due = takeDue(call, target);
    while (due != null) {
      long at = Math.max(due.at(), before.get("frozen_time").longValue());
      call.table(OBJECT).put(before.deepCopy().put("frozen_time", at));
      Agenda.happen(call.at(at), due);
      due = takeDue(call, target);
    }
    ObjectNode ready = before.deepCopy().put("frozen_time", target);
    call.table(OBJECT).put(ready);
    call.emit("test_helpers.test_clock.ready", ready);
    return advancing;
  }

  /** Takes what is due first, or null where nothing is until then. */
  private static @Nullable Due takeDue(Call call, long until) {
    ObjectNode dues = dues(call, call.id());
    int first = -1;
    long earliest = until;
    JsonNode entries = dues.get("dues");
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).get("at").longValue() <= earliest) {
        earliest = entries.get(i).get("at").longValue();
        first = i;
      }
    }
    if (first < 0) {
      return null;
    }
    ObjectNode rest = dues.deepCopy();
    JsonNode taken = ((ArrayNode) rest.get("dues")).remove(first);
    call.table(DUES).put(rest);
    return new Due(earliest, taken.get("table").textValue(), taken.get("id").textValue());
  }

  private static ObjectNode dues(Call call, String clock) {
    ObjectNode known = call.table(DUES).find(clock);
    if (known != null) {
      return known;
    }
    ObjectNode none = JsonParams.empty().put("id", clock);
    none.putArray("dues");
    return none;
  }

  /** A clock takes its customers with it, and they their subscriptions. */
  private static ObjectNode delete(Call call) {
    ObjectNode clock = found(call);
    Call then = call.at(clock.get("frozen_time").longValue());
    for (ObjectNode customer : List.copyOf(call.table(Customers.OBJECT).newestFirst())) {
      if (customer.get("test_clock").equals(clock.get("id"))) {
        Customers.remove(then, customer);
      }
    }
    ObjectNode remains = JsonParams.empty().put("id", call.id()).put("object", OBJECT);
    remains.put("deleted", true);
    call.table(OBJECT).delete(call.id(), remains);
    call.emit("test_helpers.test_clock.deleted", clock);
    return remains;
  }

  private static ObjectNode found(Call call) {
    ObjectNode clock = call.table(OBJECT).find(call.id());
    if (clock == null) {
      throw ApiError.notFound(NOUN, call.id(), "test_clock");
    }
    return clock;
  }
}
