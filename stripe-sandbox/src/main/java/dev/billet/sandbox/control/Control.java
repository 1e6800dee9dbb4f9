package dev.billet.sandbox.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying;
import dev.billet.sandbox.api.Cause;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.OffsetClock;
import dev.billet.sandbox.store.State;
import dev.billet.sandbox.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a test may do to a sandbox, however it is asked to. Refusals are {@link ApiError}s. Safe for
 * use by several threads.
 */
public final class Control {

  /** Whose purchase it is where a test does not say. */
  static final String BUYER = "buyer@example.com";

  private final StripeApi api;
  private final State state;
  private final Buying buying;
  private final FaultRules faults = new FaultRules();

  /** Takes control of the sandbox with this state. */
  public Control(StripeApi api, State state) {
    this.api = api;
    this.state = state;
    this.buying = new Buying(api, state.accounts());
  }

  /** Returns the sandbox's time. */
  public OffsetClock clock() {
    return state.clock();
  }

  /** Returns the rules of trouble. */
  public FaultRules faults() {
    return faults;
  }

  /**
   * Puts the clock forward, and lets everything happen that falls due until then.
   *
   * @throws IllegalArgumentException if the clock cannot go there
   */
  public void advance(Duration by) {
    state.clock().advance(by);
    settle();
  }

  /**
   * Puts the clock forward to a moment, and lets everything happen that falls due until then.
   *
   * @throws IllegalArgumentException if the clock cannot go there
   */
  public void advanceTo(Instant moment) {
    state.clock().advanceTo(moment);
    settle();
  }

  /**
   * Pays a session as its page does with a card that succeeds.
   *
   * @return the session afterwards
   * @throws ApiError 404 where there is none, 400 where it is not open
   */
  public ObjectNode complete(String session, String email) {
    requireOpen(session);
    return buying.pay(session, email).orElseThrow(() -> unknown(session)).session();
  }

  /**
   * Lets a payment of a session fail as its page does with a card that is declined; as there, the
   * session stays open.
   *
   * @return the session afterwards
   * @throws ApiError 404 where there is none, 400 where it is not open
   */
  public ObjectNode fail(String session) {
    return requireOpen(session);
  }

  /**
   * Expires a session at once.
   *
   * @return the session afterwards
   * @throws ApiError 404 where there is none, 400 where it is not open
   */
  public ObjectNode expire(String session) {
    StripeApi.Match expire =
        api.match("POST", List.of("v1", "checkout", "sessions", session, "expire")).orElseThrow();
    for (Account account : state.accounts().all()) {
      try {
        return api.execute(expire, account, JsonNodeFactory.instance.objectNode(), Cause.NONE);
      } catch (ApiError e) {
        if (e.status() != 404) {
          throw e;
        }
      }
    }
    throw unknown(session);
  }

  private void settle() {
    state.keepClock();
    state.accounts().all().forEach(api::settle);
  }

  private ObjectNode requireOpen(String session) {
    ObjectNode found = buying.find(session).orElseThrow(() -> unknown(session)).session();
    String status = found.get("status").textValue();
    if (!status.equals("open")) {
      throw ApiError.invalid(
          null, "This Checkout Session cannot be paid: its status is `" + status + "`.");
    }
    return found;
  }

  private static ApiError unknown(String session) {
    return ApiError.notFound("checkout.session", session, "session");
  }
}
