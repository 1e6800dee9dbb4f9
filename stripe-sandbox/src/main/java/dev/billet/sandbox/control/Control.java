package dev.billet.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying;
import dev.billet.sandbox.api.Buying.Tender;
import dev.billet.sandbox.api.Cause;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.OffsetClock;
import dev.billet.sandbox.store.State;
import dev.billet.sandbox.webhook.Webhooks;
import dev.billet.sandbox.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a test may do to a sandbox, however it is asked to. Refusals are {@link ApiError}s. Safe for
 * use by several threads.
 */
public final class Control {

  /** Whose purchase it is where a test does not say. */
  public static final String BUYER = "buyer@example.com";

  private static final int VERSION = 1;

  /** Later than the clock can be put forward to. */
  private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private final StripeApi api;
  private final State state;
  private final Buying buying;
  private final BiConsumer<Control, String> seeds;
  private final Set<String> seeded = ConcurrentHashMap.newKeySet();
  private final Webhooks webhooks;
  private final FaultRules faults = new FaultRules();
  private final RequestLog requests = new RequestLog();

  /**
   * Takes control of the sandbox with this state.
   *
   * @param seeds adds what an account, given by its name, holds from the start, as far as it is not
   *     there
   */
  public Control(StripeApi api, State state, Webhooks webhooks, BiConsumer<Control, String> seeds) {
    this.api = api;
    this.state = state;
    this.webhooks = webhooks;
    this.buying = new Buying(api, state.accounts());
    this.seeds = seeds;
  }

  /** Returns the sandbox's time. */
  public OffsetClock clock() {
    return state.clock();
  }

  /** Returns the rules of trouble. */
  public FaultRules faults() {
    return faults;
  }

  /** Returns the deliveries of webhooks. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Returns the account of this name; one that is new holds the seeds. */
  public Account account(String name) {
    Account account = state.accounts().named(name);
    if (!seeded.contains(name)) {
      seed(name);
    }
    return account;
  }

  // One at a time, so that nobody meets an account that is only half there.
  private synchronized void seed(String account) {
    if (!seeded.contains(account)) {
      seeds.accept(this, account);
      seeded.add(account);
    }
  }

  /** Returns the latest requests. */
  public RequestLog requests() {
    return requests;
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
   * Pays a session as its page does.
   *
   * @param passes whether the buyer passes a challenge of the card's issuer, where there is one
   * @return the session afterwards
   * @throws ApiError 404 where there is none, 400 where it is not open, 402 where it was not paid
   */
  public ObjectNode complete(String session, Tender tender, boolean passes) {
    requireOpen(session);
    Buying.View after = buying.pay(session, tender).orElseThrow(() -> unknown(session));
    if (after.challenged()) {
      after = buying.authenticate(session, passes).orElseThrow(() -> unknown(session));
    }
    if (after.problem() != null) {
      throw ApiError.of(402, "card_error", null, null, after.problem());
    }
    return after.session();
  }

  /**
   * Lets a payment of a session fail as its page does with a card that is declined; as there, the
   * session stays open.
   *
   * @return the session afterwards
   * @throws ApiError 404 where there is none, 400 where it is not open
   */
  public ObjectNode fail(String session) {
    requireOpen(session);
    Tender declined = Tender.ofToken(BUYER, "tok_chargeDeclined");
    return buying.pay(session, declined).orElseThrow(() -> unknown(session)).session();
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

  /** Forgets what an account holds, except for the seeds. */
  public void reset(String account) {
    replace(account, JsonNodeFactory.instance.arrayNode());
  }

  /** Forgets what all accounts hold, except for the seeds, and the clock, faults and requests. */
  public void reset() {
    faults.clear();
    webhooks.faults().clear();
    state.accounts().all().forEach(Account::reset);
    state.clock().reset();
    state.keepClock();
    Set.copyOf(seeded).forEach(account -> seeds.accept(this, account));
    requests.clear();
  }

  /** Returns all that an account holds. */
  public ObjectNode export(String account) {
    ObjectNode export = JsonNodeFactory.instance.objectNode();
    export.put("object", "sandbox.state").put("version", VERSION);
    export.put("now", state.clock().instant().getEpochSecond());
    return export.set("changes", state.describe(state.accounts().named(account)));
  }

  /**
   * Makes an account hold what was exported, and the seeds. The clock goes on from the moment of
   * the export where it has not been there yet.
   *
   * @throws IllegalArgumentException if that was not exported; then nothing is changed
   */
  public void restore(String account, ObjectNode exported) {
    JsonNode now = exported.path("now");
    if (exported.path("version").asInt() != VERSION || !now.isIntegralNumber()) {
      throw new IllegalArgumentException("its version is not " + VERSION);
    }
    Instant moment = Instant.ofEpochSecond(Math.min(now.longValue(), LATEST));
    state.clock().requireInReach(moment);
    replace(account, exported.path("changes"));
    if (moment.isAfter(state.clock().instant())) {
      advanceTo(moment);
    }
  }

  /**
   * Creates a price, and its product, under an id of the caller's choosing; a price that is there
   * already stays as it is.
   *
   * @param interval of a recurring price, or null
   * @return the price
   */
  public ObjectNode addPrice(
      String account,
      String id,
      String productName,
      String currency,
      long unitAmount,
      @Nullable String interval) {
    return api.seedPrice(
        state.accounts().named(account),
        id,
        productName,
        terms -> {
          terms.put("currency", currency).put("unit_amount", unitAmount);
          if (interval != null) {
            terms.putObject("recurring").put("interval", interval);
          }
          return terms;
        });
  }

  private void replace(String account, JsonNode changes) {
    state.replace(state.accounts().named(account), changes);
    seeds.accept(this, account);
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
