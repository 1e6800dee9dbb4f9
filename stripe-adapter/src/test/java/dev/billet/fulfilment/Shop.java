package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Money;
import dev.billet.checkout.Organization;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionMetadata;
import dev.billet.checkout.SessionOrder;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import dev.billet.stripe.StripeConnection;
import dev.billet.stripe.StripeEvents;
import dev.billet.stripe.StripePayments;
import dev.billet.stripe.StripeRecords;
import dev.billet.stripe.StripeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** All that sells and fulfils, around a sandbox; events arrive when a test hands them over. */
final class Shop implements AutoCloseable {

  static final String SECRET = "whsec_shop";
  static final Sale CREDITS = new Sale.CreditSale("price_credits", 2, 50_000);
  static final Sale BALANCE = new Sale.BalanceSale(new Money(2_500, "usd"), "Ad balance");
  static final Sale PLAN = new Sale.PlanSale("pro", "price_pro");
  private static final Organization ACME =
      new Organization("acme", Optional.of("pro"), true, Optional.empty());

  final Sandbox sandbox;

  /** The time by which events are due: that of the sandbox, which tests put forward. */
  final Clock clock;

  final StripeClient stripe;
  final StripeConnection connection;
  final Books books;
  final StripeEvents events;
  final StripeRecords records;
  final Fulfilment fulfilment;
  final InboxStep step;
  final Webhooks webhooks;
  final Reconciler reconciler;
  private final StripePayments payments;
  private final Set<String> handedOver = new HashSet<>();
  private @Nullable String customer;

  Shop() {
    this(Duration.ZERO);
  }

  /**
   * A shop.
   *
   * @param ago how long ago it opened: so far the sandbox's clock can be put forward without
   *     leaving our time
   */
  Shop(Duration ago) {
    sandbox =
        Sandbox.builder()
            .clock(Clock.offset(Clock.systemUTC(), ago.negated()))
            .price(new SeedPrice("price_pro", "Pro", "usd", 4_900, "month"))
            .price(new SeedPrice("price_team", "Team", "usd", 9_900, "month"))
            .price(new SeedPrice("price_credits", "Credits", "usd", 1_000, null))
            .start();
    clock = sandbox.clock();
    stripe =
        StripeClient.builder()
            .setApiKey(sandbox.secretKey())
            .setApiBase(sandbox.baseUrl().toString())
            .build();
    connection =
        StripeConnection.open(
            new StripeSettings(
                sandbox.secretKey(),
                sandbox.baseUrl(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                0));
    books = new Books(clock);
    events = new StripeEvents(List.of(SECRET), Clock.systemUTC(), false, Shop::plan);
    records = new StripeRecords(connection, Shop::plan, Clock.systemUTC());
    fulfilment = new Fulfilment(events, books, books, records);
    step = new InboxStep(books, fulfilment, clock);
    webhooks = new Webhooks(events, books, () -> {});
    reconciler = new Reconciler(records, books, books, fulfilment, clock);
    payments = new StripePayments(connection);
  }

  private static Optional<String> plan(String price) {
    return Optional.ofNullable(Map.of("price_pro", "pro", "price_team", "team").get(price));
  }

  /** Opens a checkout as the server does. */
  String open(Sale sale) {
    return open(sale, metadata(sale));
  }

  String open(Sale sale, Map<String, String> metadata) {
    if (customer == null) {
      customer = payments.createCustomer(ACME, Optional.empty(), far());
    }
    return payments
        .createCheckoutSession(
            new SessionOrder(
                "acme",
                customer,
                "billet.organizations.acme.customer",
                sale,
                new ReturnUrls("https://shop.example/done", "https://shop.example/back"),
                metadata,
                Optional.empty()),
            far())
        .id();
  }

  String buy(Sale sale) {
    String session = open(sale);
    sandbox.complete(session);
    return session;
  }

  static Map<String, String> metadata(Sale sale) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(SessionMetadata.CONTRACT, "almanac");
    metadata.put(SessionMetadata.ORGANIZATION, "acme");
    if (sale instanceof Sale.PlanSale plan) {
      metadata.put(SessionMetadata.PURCHASE, "subscription");
      metadata.put(SessionMetadata.PLAN, plan.plan());
    } else if (sale instanceof Sale.CreditSale credits) {
      metadata.put(SessionMetadata.PURCHASE, "credits");
      metadata.put(SessionMetadata.QUANTITY, Integer.toString(credits.bundles()));
      metadata.put(SessionMetadata.CREDITS, Long.toString(credits.credits()));
    } else if (sale instanceof Sale.BalanceSale balance) {
      metadata.put(SessionMetadata.PURCHASE, "balance");
      metadata.put(SessionMetadata.AMOUNT, Long.toString(balance.amount().minorUnits()));
      metadata.put(SessionMetadata.CURRENCY, balance.amount().currency());
    }
    return metadata;
  }

  static Deadline far() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  String intent(String session) throws StripeException {
    return stripe.v1().checkout().sessions().retrieve(session).getPaymentIntent();
  }

  /** Every event that the sandbox has made and nobody has handed over, oldest first. */
  List<JsonNode> news() {
    List<JsonNode> all = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode page = get("/v1/events?limit=100" + after);
      page.path("data").forEach(all::add);
      more = page.path("has_more").asBoolean();
      after = more ? "&starting_after=" + all.get(all.size() - 1).path("id").asText() : "";
    }
    Collections.reverse(all);
    all.removeIf(event -> !handedOver.add(event.path("id").asText()));
    return all;
  }

  JsonNode get(String path) {
    String basic = Base64.getEncoder().encodeToString((sandbox.secretKey() + ":").getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Authorization", "Basic " + basic)
            .build();
    return send(request);
  }

  /** Asks the sandbox for what no buyer can do. */
  JsonNode control(String path, String form) {
    String basic = Base64.getEncoder().encodeToString((sandbox.secretKey() + ":").getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private static JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new JsonMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  /** Tells everything that is new, and works it off. */
  void tellAll() {
    news().forEach(this::tell);
    work();
  }

  Inbox.Receipt tell(JsonNode event) {
    byte[] body = event.toString().getBytes(UTF_8);
    return webhooks.receive(body, signature(SECRET, body));
  }

  static JsonNode changed(JsonNode event, UnaryOperator<ObjectNode> change) {
    return change.apply(event.deepCopy());
  }

  static String signature(String secret, byte[] body) {
    long seconds = Instant.now().getEpochSecond();
    return "t=" + seconds + ",v1=" + sum(secret, seconds, body);
  }

  private static String sum(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  void refund(String session, long amount) throws StripeException {
    stripe
        .v1()
        .refunds()
        .create(
            RefundCreateParams.builder()
                .setPaymentIntent(intent(session))
                .setAmount(amount)
                .build());
  }

  static JsonNode only(List<JsonNode> events, String type) {
    List<JsonNode> found =
        events.stream().filter(it -> it.path("type").asText().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0);
  }

  /** Works on all that is due. */
  void work() {
    while (step.run()) {
      // Each step is one event, and those that fail are put off.
    }
  }

  /** What is booked, one word for each entry. */
  List<String> booked() {
    return books.entries("acme", Long.MAX_VALUE, 100).stream().map(Shop::said).toList();
  }

  private static String said(Entry entry) {
    return "%s %d %s"
        .formatted(
            entry.kind(),
            entry.amount().value(),
            entry.amount().asset().name().toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public void close() {
    connection.close();
    sandbox.close();
  }
}
