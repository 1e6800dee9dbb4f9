package dev.billet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.Tender;
import dev.billet.sandbox.api.DeliveryLog;
import dev.billet.sandbox.api.Environment;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.control.Control;
import dev.billet.sandbox.control.FaultRules;
import dev.billet.sandbox.control.RequestLog;
import dev.billet.sandbox.http.SandboxServer;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.store.OffsetClock;
import dev.billet.sandbox.store.State;
import dev.billet.sandbox.webhook.Webhooks;
import dev.billet.sandbox.wire.ApiError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running stand-in for Stripe, listening on its own port.
 *
 * <p>State is kept in memory and lost on {@link #close()}, unless the sandbox was given a data
 * file. All methods are safe for use by several threads.
 */
public final class Sandbox implements AutoCloseable {

  private final SandboxServer server;
  private final URI baseUrl;
  private final URI publicUrl;
  private final String secretKey;
  private final @Nullable Path data;
  private final State state;
  private final Control control;
  private final Webhooks deliveries;
  private final SandboxWebhooks webhooks;
  private final String webhookSecret;

  Sandbox(SandboxBuilder settings, SandboxServer server) {
    this.server = server;
    this.baseUrl = URI.create("http://" + reachable(settings.host) + ":" + server.port());
    this.publicUrl = settings.publicUrl == null ? baseUrl : settings.publicUrl;
    this.secretKey = settings.secretKey;
    this.data = settings.data;
    OffsetClock clock = new OffsetClock(settings.clock);
    Webhooks deliveries =
        new Webhooks(settings.webhooks.signing, settings.webhooks.timeout, settings.webhooks.held);
    this.webhookSecret = settings.webhooks.secret;
    Environment environment =
        new Environment(new Ids(), clock, publicUrl, deliveries, settings.webhooks.backOff);
    StripeApi api = new StripeApi(environment);
    this.state = settings.data == null ? State.inMemory(clock) : State.inFile(clock, settings.data);
    this.deliveries = deliveries;
    List<SeedPrice> seeds = List.copyOf(settings.prices);
    Duration wait = settings.webhooks.redirectWait;
    try {
      DeliveryLog log = new DeliveryLog(api, state.accounts());
      SandboxWebhooks endpoints =
          new SandboxWebhooks(
              state.accounts().named(secretKey), log, deliveries, settings.webhooks);
      this.webhooks = endpoints;
      this.control =
          new Control(
              api,
              state,
              deliveries,
              (control, account) -> {
                seeds.forEach(price -> add(control, account, price));
                if (account.equals(secretKey)) {
                  endpoints.restore();
                }
              });
      control.account(secretKey);
      deliveries.start(log);
      server.start(
          environment,
          api,
          state.accounts(),
          secretKey,
          control,
          session -> deliveries.awaitAnswer("checkout.session.completed", session, wait),
          settings.faults);
    } catch (RuntimeException e) {
      deliveries.close();
      state.close();
      throw e;
    }
  }

  /** Returns a builder with every setting at its default. */
  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  /** Returns where the API listens: what an SDK's API base has to point at. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** Returns what the hosted page's URLs begin with, as a browser reaches it. */
  public URI publicUrl() {
    return publicUrl;
  }

  /** Returns the secret key that the sandbox was made for; safe to print. */
  public String secretKey() {
    return secretKey;
  }

  /** Returns some lines for a person: where the sandbox listens, and what it takes to use it. */
  public String describe() {
    return """
        A Stripe for tests. No card is charged and no money moves.
          API base    %s
          secret key  %s
          webhooks    signed with %s
          dashboard   %s/dashboard
          control     %s/_sandbox
          state       %s
        """
        .formatted(
            publicUrl,
            secretKey,
            webhookSecret,
            publicUrl,
            publicUrl,
            data == null ? "in memory, forgotten when it stops" : "kept in " + data);
  }

  /**
   * Returns what signs the webhooks of endpoints that were named from Java; safe to print.
   * Endpoints made through the API have secrets of their own.
   */
  public String webhookSecret() {
    return webhookSecret;
  }

  /** Returns the webhooks of the account with the {@link #secretKey()}. */
  public SandboxWebhooks webhooks() {
    return webhooks;
  }

  /** Returns the sandbox's time, by which sessions expire and idempotency keys are forgotten. */
  public Clock clock() {
    return control.clock();
  }

  /**
   * Puts the sandbox's time forward, and lets everything happen that falls due until then.
   *
   * @throws IllegalArgumentException if {@code by} is negative or over 100 years
   */
  public void advance(Duration by) {
    control.advance(by);
  }

  /**
   * Pays an open checkout session without its page, with a card that always pays.
   *
   * @throws IllegalArgumentException if there is no such session or it is not open
   */
  public void complete(String session) {
    complete(session, Control.BUYER);
  }

  /**
   * Pays an open checkout session without its page, with a card that always pays.
   *
   * @param email the buyer's address, as they would type it
   * @throws IllegalArgumentException if there is no such session or it is not open
   */
  public void complete(String session, String email) {
    asked(() -> control.complete(session, Tender.ofToken(email, "tok_visa"), true));
  }

  /**
   * Pays an open checkout session without its page, by a debit from a European bank account: what
   * becomes of it, Stripe's test IBANs say, and the clock brings.
   *
   * @param iban such as DE89370400440532013000, which pays after a while
   * @throws IllegalArgumentException if there is no such session, it is not open, or cannot be paid
   *     in this way
   */
  public void completeBySepaDebit(String session, String email, String iban) {
    asked(() -> control.complete(session, Tender.ofSepaDebit(email, "Jenny Rosen", iban), true));
  }

  /**
   * Lets a payment of an open checkout session be declined; the session stays open.
   *
   * @throws IllegalArgumentException if there is no such session or it is not open
   */
  public void fail(String session) {
    asked(() -> control.fail(session));
  }

  /**
   * Expires an open checkout session.
   *
   * @throws IllegalArgumentException if there is no such session or it is not open
   */
  public void expire(String session) {
    asked(() -> control.expire(session));
  }

  /** Returns the trouble that requests to the API meet; none until a rule is added. */
  public FaultRules faults() {
    return control.faults();
  }

  /** Returns the latest requests to the API, newest first. */
  public List<RequestLog.Entry> requests() {
    return control.requests().list();
  }

  /** Adds a price, and its product; a price with this id that is there already stays as it is. */
  public void addPrice(SeedPrice price) {
    add(control, secretKey, price);
  }

  /**
   * Makes the sandbox as it was when it was first started: with the seeded prices and nothing else,
   * without faults, and with its clock as it was given.
   */
  public void reset() {
    control.reset();
  }

  /** Returns all that the account of {@link #secretKey()} holds, as JSON. */
  public String exportState() {
    return control.export(secretKey).toString();
  }

  /**
   * Makes the account of {@link #secretKey()} hold what was exported from this sandbox or another,
   * and the seeded prices. The clock is put forward to the moment of the export, where it is
   * behind.
   *
   * @throws IllegalArgumentException if that was not exported; then nothing is changed
   */
  public void importState(String exported) {
    try {
      if (new JsonMapper().readTree(exported) instanceof ObjectNode state) {
        control.restore(secretKey, state);
        return;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an exported state", e);
    }
    throw new IllegalArgumentException("not an exported state");
  }

  /** Stops listening, after letting requests in flight finish. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      // First, because a page may be waiting for an answer.
      deliveries.close();
      server.stop();
    } finally {
      state.close();
    }
  }

  private static void add(Control control, String account, SeedPrice price) {
    control.addPrice(
        account,
        price.id(),
        price.productName(),
        price.currency(),
        price.unitAmount(),
        price.interval());
  }

  /** What is a refusal on the wire is a caller's mistake in Java. */
  static void asked(Runnable action) {
    try {
      action.run();
    } catch (ApiError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** An address to connect to; some hosts to bind are no such address. */
  private static String reachable(String host) {
    if (host.isEmpty() || host.equals("0.0.0.0") || host.equals("::")) {
      return "127.0.0.1";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
