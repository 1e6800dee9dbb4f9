package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import dev.billet.sandbox.wire.ApiError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The webhook deliveries of all accounts: for whoever makes them to take and to report on, and for
 * a test or a person to look at and to send again. Safe for use by several threads.
 *
 * <p>A record has {@code id}, {@code event}, {@code event_type}, {@code object_id}, {@code
 * webhook_endpoint}, {@code url}, {@code created}, {@code status} ({@code pending}, {@code
 * succeeded}, {@code failed}, {@code dropped}, {@code canceled}), {@code next_attempt}, and {@code
 * attempts}, each with {@code at}, {@code status}, {@code answer}, {@code error} and {@code
 * duration_ms}. Records are not to be changed.
 */
public final class DeliveryLog {

  /** Stripe lets a replaced secret sign for a day at most. */
  private static final Duration MAX_OVERLAP = Duration.ofHours(24);

  /** Longer than anybody waits for an answer; older deliveries need not be looked at. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  /**
   * What a try needs.
   *
   * @param url where to send it
   * @param event the event; not to be changed
   * @param secrets what to sign it with, the newest first; never to be shown
   */
  public record Attempt(URI url, ObjectNode event, List<String> secrets) {

    /** Copies the secrets. */
    public Attempt {
      secrets = List.copyOf(secrets);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Attempt[url=" + url + "]";
    }
  }

  /**
   * What came of a try.
   *
   * @param status the answer's status, or null where there was no answer
   * @param answer how the answer's body began; empty where there was none
   * @param error why there was no answer, or null where there was one
   * @param duration how long it took
   */
  public record Outcome(
      @Nullable Integer status, String answer, @Nullable String error, Duration duration) {

    /** Tells whether the endpoint has taken the event. */
    public boolean isSuccess() {
      return status != null && status >= 200 && status < 300;
    }
  }

  private final StripeApi api;
  private final Accounts accounts;

  /** Keeps the log of these accounts. */
  public DeliveryLog(StripeApi api, Accounts accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  /**
   * Puts an endpoint into an account that tells it of these events, signed with this secret. The
   * same URL put again is the same endpoint.
   *
   * @param events event types, groups such as {@code price.*}, or {@code *}
   * @return its id
   */
  public String configure(Account account, URI url, List<String> events, String secret) {
    String id = "we_1" + WebhookIds.of(url);
    in(
        account,
        call -> {
          WebhookEndpoints.configure(call, id, url.toString(), events, secret);
          return id;
        });
    return id;
  }

  /**
   * Returns what a delivery's try needs, or empty where it is not to be tried: it was settled, or
   * its endpoint is gone or disabled.
   *
   * @param again whether it is tried whatever came of it before
   */
  public Optional<Attempt> begin(Account account, String delivery, boolean again) {
    return in(
        account,
        call -> {
          ObjectNode found = call.table(Deliveries.OBJECT).find(delivery);
          if (found == null || (!again && !Deliveries.isPending(found))) {
            return Optional.empty();
          }
          String endpointId = found.get("webhook_endpoint").textValue();
          ObjectNode endpoint = call.table(WebhookEndpoints.OBJECT).find(endpointId);
          ObjectNode event = call.table(Events.OBJECT).find(found.get("event").textValue());
          if (endpoint == null || event == null || !WebhookEndpoints.isEnabled(endpoint)) {
            if (Deliveries.isPending(found)) {
              Deliveries.settle(call, found, Deliveries.CANCELED);
            }
            return Optional.empty();
          }
          URI url = URI.create(endpoint.get("url").textValue());
          return Optional.of(new Attempt(url, event, WebhookSecrets.current(call, endpointId)));
        });
  }

  /** Reports what came of a try; a failed one is tried again after a while. */
  public void finish(Account account, String delivery, Outcome outcome) {
    change(
        account,
        delivery,
        (call, found) -> {
          ObjectNode attempt = JsonParams.empty().put("at", call.now());
          attempt.put("status", outcome.status()).put("answer", outcome.answer());
          attempt.put("error", outcome.error());
          attempt.put("duration_ms", outcome.duration().toMillis());
          Deliveries.record(call, found, attempt, outcome.isSuccess());
        });
  }

  /** Loses a delivery: it is not tried. */
  public void drop(Account account, String delivery) {
    change(
        account,
        delivery,
        (call, found) -> {
          if (Deliveries.isPending(found)) {
            Deliveries.settle(call, found, Deliveries.DROPPED);
          }
        });
  }

  /** Leaves a delivery until so much later by the sandbox's clock. */
  public void postpone(Account account, String delivery, Duration by) {
    change(
        account,
        delivery,
        (call, found) -> {
          if (Deliveries.isPending(found)) {
            Deliveries.postpone(call, found, by);
          }
        });
  }

  /** Returns an account's deliveries that are wanted, newest first. */
  public List<ObjectNode> list(Account account, Predicate<ObjectNode> wanted, int limit) {
    return in(
        account,
        call ->
            call.table(Deliveries.OBJECT).newestFirst().stream()
                .filter(wanted)
                .limit(limit)
                .toList());
  }

  /** Returns the deliveries that are to be tried at once but that nobody may have taken. */
  public List<Outbox.Delivery> waiting(Account account) {
    List<ObjectNode> newestFirst =
        list(
            account,
            delivery -> Deliveries.isPending(delivery) && delivery.get("next_attempt").isNull(),
            Integer.MAX_VALUE);
    List<Outbox.Delivery> waiting = new ArrayList<>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      waiting.add(Outbox.Delivery.of(newestFirst.get(i), true));
    }
    return waiting;
  }

  /**
   * Prepares to tell an event to an endpoint again, or for the first time where it did not want to
   * hear of it.
   *
   * @throws ApiError 404 where the account has no such event, 400 where it has no such endpoint or
   *     the endpoint is disabled
   */
  public Outbox.Delivery again(Account account, String event, String endpoint) {
    return api.inAccount(
        account,
        JsonParams.empty(),
        event,
        Cause.NONE,
        call -> {
          ObjectNode told = call.found(Events.OBJECT, "event");
          ObjectNode to = call.referenced(WebhookEndpoints.OBJECT, endpoint, "webhook_endpoint");
          if (!WebhookEndpoints.isEnabled(to)) {
            throw ApiError.invalid("webhook_endpoint", "This webhook endpoint is disabled.");
          }
          Optional<ObjectNode> before =
              call.table(Deliveries.OBJECT).newestFirst().stream()
                  .filter(one -> one.get("event").textValue().equals(event))
                  .filter(one -> one.get("webhook_endpoint").textValue().equals(endpoint))
                  .findFirst();
          ObjectNode delivery = before.orElseGet(() -> Deliveries.add(call, told, to));
          if (before.isEmpty()) {
            Deliveries.addPending(call, event, 1);
          }
          return Outbox.Delivery.of(delivery, false);
        });
  }

  /**
   * Replaces an endpoint's secret.
   *
   * @param overlap for how long the old one signs beside it; not over 24 hours
   * @return the new secret
   * @throws ApiError 400 where there is no such endpoint or the overlap is too long
   */
  public String roll(Account account, String endpoint, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(MAX_OVERLAP) > 0) {
      throw ApiError.invalid("overlap", "A replaced secret can sign for 24 hours at most.");
    }
    return in(
        account,
        call -> {
          call.referenced(WebhookEndpoints.OBJECT, endpoint, "webhook_endpoint");
          return WebhookSecrets.roll(call, endpoint, overlap);
        });
  }

  /** Returns the deliveries of this type about this object, of late, that were not tried yet. */
  public List<String> unanswered(String type, String object) {
    long late = api.now().getEpochSecond() - RECENT.toSeconds();
    Predicate<ObjectNode> open =
        delivery ->
            delivery.get("event_type").textValue().equals(type)
                && delivery.get("object_id").asText().equals(object)
                && Deliveries.isPending(delivery)
                && delivery.get("attempts").isEmpty();
    return accounts.all().stream()
        .flatMap(
            account ->
                in(
                    account,
                    call ->
                        call.table(Deliveries.OBJECT).newestFirst().stream()
                            .takeWhile(delivery -> delivery.get("created").longValue() >= late)
                            .filter(open)
                            .toList())
                    .stream())
        .map(delivery -> delivery.get("id").textValue())
        .toList();
  }

  /** Returns the sandbox's time. */
  public Instant now() {
    return api.now();
  }

  /** Lets happen in all accounts what the clock has reached. */
  public void settle() {
    accounts.all().forEach(account -> in(account, call -> call));
  }

  /** Returns the accounts. */
  public Accounts accounts() {
    return accounts;
  }

  private interface Change {
    void make(Call call, ObjectNode found);
  }

  private void change(Account account, String delivery, Change change) {
    in(
        account,
        call -> {
          ObjectNode found = call.table(Deliveries.OBJECT).find(delivery);
          if (found != null) {
            change.make(call, found);
          }
          return call;
        });
  }

  private <T> T in(Account account, Function<Call, T> action) {
    return api.inAccount(account, JsonParams.empty(), "", Cause.NONE, action);
  }
}
