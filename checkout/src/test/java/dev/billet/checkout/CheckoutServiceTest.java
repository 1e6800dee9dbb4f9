package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CheckoutServiceTest {

  private static final Organization ACME =
      new Organization("acme", Optional.of("team"), true, Optional.empty());
  private static final Organization GLOBEX =
      new Organization("globex", Optional.of("gone"), false, Optional.of("cus_named"));
  private static final Caller OWNER = new Caller("ada", Map.of("acme", Role.OWNER));
  private static final ReturnUrls OWN = new ReturnUrls("https://own/ok", "https://own/no");

  private final RecordingPayments payments = new RecordingPayments();
  private final MemoryBooks books = new MemoryBooks();
  private final CheckoutService service = service("dreadnode");

  private CheckoutService service(String contract) {
    return new CheckoutService(
        contract,
        new Directory() {
          @Override
          public Optional<Organization> organization(String identifier) {
            return switch (identifier) {
              case "acme", "org_1" -> Optional.of(ACME);
              case "globex" -> Optional.of(GLOBEX);
              default -> Optional.empty();
            };
          }

          @Override
          public Optional<Caller> caller(String secret) {
            return Optional.empty();
          }
        },
        new Catalogue(
            Map.of("pro", "price_pro", "team", "price_team"),
            "pro",
            new Catalogue.Credits("price_credits", 25_000),
            new Catalogue.Balance("usd", "Ad balance", 500, 99_999_999)),
        new ReturnUrlPolicy(List.of("https://app.example.com")),
        OWN,
        new SessionDesk(new Customers(payments, books), payments, books, Optional.empty()),
        Duration.ofSeconds(5));
  }

  @Test
  void findsTheBuyerByAnyIdentifier() {
    assertThat(service.authorize(OWNER, "org_1").organization()).isEqualTo(ACME);
  }

  @Test
  void refusesWhomTheOrganizationDoesNotTrust() {
    assertKind(() -> service.authorize(OWNER, "nowhere"), Failure.Kind.UNKNOWN_ORGANIZATION);
    assertKind(() -> service.authorize(OWNER, "globex"), Failure.Kind.FORBIDDEN);
    for (Role role : List.of(Role.MEMBER, Role.READER)) {
      Caller caller = new Caller("eve", Map.of("acme", role));
      assertKind(() -> service.authorize(caller, "acme"), Failure.Kind.FORBIDDEN);
    }
  }

  @Test
  void letsAGrantForOneOrganizationGoBeforeOneForAll() {
    Caller caller = new Caller("ann", Map.of("*", Role.OWNER, "acme", Role.READER));
    assertKind(() -> service.authorize(caller, "acme"), Failure.Kind.FORBIDDEN);
    assertThat(service.authorize(caller, "globex").organization()).isEqualTo(GLOBEX);
  }

  @Test
  void findsTheOnlyOrganizationOfACaller() {
    assertThat(service.authorize(OWNER).organization()).isEqualTo(ACME);
    Caller everywhere = new Caller("ann", Map.of("*", Role.OWNER));
    assertKind(() -> service.authorize(everywhere), Failure.Kind.FORBIDDEN);
    Caller twice = new Caller("ann", Map.of("acme", Role.OWNER, "globex", Role.OWNER));
    assertKind(() -> service.authorize(twice), Failure.Kind.FORBIDDEN);
  }

  @Test
  void saysEnoughInTheMetadataToFulfilTheSale() {
    buy(new Purchase.CreditBundles(3));
    assertThat(payments.orders.get(0).metadata())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "billet_contract", "dreadnode",
                "billet_organization", "acme",
                "billet_purchase", "credits",
                "billet_quantity", "3",
                "billet_credits", "75000"));
    buy(new Purchase.BalanceTopUp(501));
    assertThat(payments.orders.get(1).metadata())
        .containsEntry("billet_amount", "501")
        .containsEntry("billet_currency", "usd");
    buy(new Purchase.Subscription(Optional.empty()));
    assertThat(payments.orders.get(2).metadata()).containsEntry("billet_plan", "team");
  }

  @Test
  void takesTheDefaultPlanWhereTheOrganizationsOwnIsNotSold() {
    Buyer buyer = service.authorize(Caller.anonymous(), "globex");
    service.checkOut(buyer, order(new Purchase.Subscription(Optional.empty())));
    assertThat(payments.orders.get(0).sale()).isEqualTo(new Sale.PlanSale("pro", "price_pro"));
    assertThat(payments.orders.get(0).customer()).isEqualTo("cus_named");
  }

  @Test
  void looksAtTheUrlsBeforeThePlan() {
    Buyer buyer = service.authorize(OWNER, "acme");
    Purchase unknown = new Purchase.Subscription(Optional.of("gold"));
    assertThatThrownBy(
            () ->
                service.checkOut(
                    buyer,
                    new Checkout(
                        unknown,
                        Optional.of("https://app.example.com/ok"),
                        Optional.of("https://evil.example/"),
                        Optional.empty())))
        .isInstanceOfSatisfying(
            CheckoutException.class,
            e -> assertThat(e.failure().field()).contains(Failure.Field.CANCEL_URL));
    assertKind(() -> service.checkOut(buyer, order(unknown)), Failure.Kind.UNKNOWN_PLAN);
    assertThat(payments.orders).isEmpty();
  }

  @Test
  void doesNotJudgeItsOwnUrls() {
    buy(new Purchase.CreditBundles(1));
    assertThat(payments.orders.get(0).returnUrls()).isEqualTo(OWN);
  }

  @Test
  void blamesTheCallerForNoUrlOfOurs() {
    payments.refusal =
        new CheckoutException(
            Failure.onField(Failure.Kind.INVALID_REQUEST, Failure.Field.SUCCESS_URL, "is no URL"));
    Buyer buyer = service.authorize(OWNER, "acme");
    Purchase credits = new Purchase.CreditBundles(1);
    assertKind(() -> service.checkOut(buyer, order(credits)), Failure.Kind.CATALOGUE_FAULT);
    assertKind(
        () ->
            service.checkOut(
                buyer,
                new Checkout(
                    credits,
                    Optional.of("https://app.example.com/ok"),
                    Optional.empty(),
                    Optional.empty())),
        Failure.Kind.INVALID_REQUEST);
  }

  @Test
  void makesTheSameProviderKeyOfTheSameRequestAndOfNoOther() {
    Caller bob = new Caller("bob", Map.of("*", Role.OWNER));
    keyed(service, OWNER, "acme", "k");
    keyed(service, OWNER, "acme", "k");
    keyed(service, OWNER, "acme", "k2");
    keyed(service, bob, "acme", "k");
    keyed(service, bob, "globex", "k");
    keyed(service("almanac"), OWNER, "acme", "k");
    List<String> keys =
        payments.orders.stream().map(order -> order.idempotencyKey().orElseThrow()).toList();
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).matches("[0-9a-f]{64}");
    assertThat(keys.subList(1, keys.size())).doesNotHaveDuplicates();
    assertThat(payments.orders.get(0).metadata()).containsEntry("billet_request_hash", "hash");
  }

  @Test
  void notesWhatItSold() {
    buy(new Purchase.CreditBundles(3));
    assertThat(books.opened)
        .containsEntry(
            "cs_1",
            new CheckoutBook.Opened(
                "cs_1",
                "acme",
                "dreadnode",
                new Sale.CreditSale("price_credits", 3, 75_000),
                Optional.of(new Money(2_997, "usd"))));
  }

  @Test
  void makesAnotherCustomerWhereTheProviderHasTheOldOneNoLonger() {
    books.keep("acme", "cus_deleted");
    payments.gone = "cus_deleted";
    buy(new Purchase.CreditBundles(1));
    assertThat(payments.orders.get(0).customer()).isEqualTo("cus_acme_for_cus_deleted");
    assertThat(books.find("acme")).contains("cus_acme_for_cus_deleted");
  }

  @Test
  void replacesNoCustomerThatTheOperatorNamed() {
    payments.gone = "cus_named";
    Buyer buyer = service.authorize(Caller.anonymous(), "globex");
    assertKind(
        () -> service.checkOut(buyer, order(new Purchase.Subscription(Optional.empty()))),
        Failure.Kind.CATALOGUE_FAULT);
    assertThat(payments.orders).isEmpty();
  }

  private void keyed(CheckoutService through, Caller caller, String organization, String key) {
    Purchase.Subscription plan = new Purchase.Subscription(Optional.empty());
    through.checkOut(
        through.authorize(caller, organization),
        new Checkout(
            plan, Optional.empty(), Optional.empty(), Optional.of(new Idempotency(key, "hash"))));
  }

  private void buy(Purchase purchase) {
    service.checkOut(service.authorize(OWNER, "acme"), order(purchase));
  }

  private static Checkout order(Purchase purchase) {
    return new Checkout(purchase, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void assertKind(Runnable action, Failure.Kind kind) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            CheckoutException.class, e -> assertThat(e.failure().kind()).isEqualTo(kind));
  }

  private static final class RecordingPayments implements Payments {

    private final List<SessionOrder> orders = new CopyOnWriteArrayList<>();
    private @Nullable CheckoutException refusal;
    private @Nullable String gone;

    @Override
    public CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline) {
      if (refusal != null) {
        throw refusal;
      }
      if (order.customer().equals(gone)) {
        throw new UnknownCustomerException(
            new CheckoutException(
                Failure.of(Failure.Kind.CATALOGUE_FAULT, "This cannot be sold at the moment")));
      }
      orders.add(order);
      return new CheckoutSession(
          "cs_" + orders.size(), "https://pay.example/cs", Optional.of(new Money(2_997, "usd")));
    }

    @Override
    public String createCustomer(
        Organization organization, Optional<String> replaces, Deadline deadline) {
      return "cus_" + organization.slug() + replaces.map(it -> "_for_" + it).orElse("");
    }

    @Override
    public SessionEnd expire(String session, Deadline deadline) {
      throw new UnsupportedOperationException("nothing expires here");
    }

    @Override
    public boolean hasSubscription(String customer, Deadline deadline) {
      return false;
    }

    @Override
    public String openPortal(String customer, String returnUrl, Deadline deadline) {
      return "https://billing.example.com/p/session/" + customer;
    }
  }
}
