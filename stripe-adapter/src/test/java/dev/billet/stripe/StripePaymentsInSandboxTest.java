package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Failure.Field;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.Money;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a Stripe that holds its state makes of our calls, and refuses of them. */
class StripePaymentsInSandboxTest {

  private static Sandbox sandbox;
  private static StripePayments payments;
  private static StripeClient stripe;
  private static String customer;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .price(new SeedPrice("price_pro", "Pro", "usd", 4_900, "month"))
            .price(new SeedPrice("price_old", "Old", "usd", 2_900, "month"))
            .price(new SeedPrice("price_credits", "Credits", "usd", 1_000, null))
            .price(new SeedPrice("price_cheap", "Hardly anything", "usd", 1, null))
            .start();
    payments = payments(sandbox.secretKey());
    stripe =
        StripeClient.builder()
            .setApiKey(sandbox.secretKey())
            .setApiBase(sandbox.baseUrl().toString())
            .build();
    customer = payments.createCustomer(Orders.ACME, Optional.empty(), Orders.far());
  }

  private static StripePayments payments(String key) {
    StripeSettings settings = Orders.settings(sandbox.baseUrl(), 2);
    return new StripePayments(
        StripeConnection.open(
            new StripeSettings(
                key,
                settings.apiBase(),
                settings.connectTimeout(),
                settings.readTimeout(),
                settings.totalTimeout(),
                settings.maxRetries())));
  }

  @AfterAll
  static void stop() {
    payments.close();
    sandbox.close();
  }

  @Test
  void sellsASubscription() throws StripeException {
    Session session = sold(Orders.PLAN);
    assertThat(session.getMode()).isEqualTo("subscription");
    assertThat(session.getAmountTotal()).isEqualTo(4_900);
    assertThat(session.getLineItems().getData().get(0).getPrice().getId()).isEqualTo("price_pro");
  }

  @Test
  void sellsCreditBundles() throws StripeException {
    Session session = sold(Orders.CREDITS);
    assertThat(session.getMode()).isEqualTo("payment");
    assertThat(session.getAmountTotal()).isEqualTo(3_000);
    assertThat(session.getLineItems().getData().get(0).getQuantity()).isEqualTo(3);
  }

  @Test
  void sellsAnExactAmount() throws StripeException {
    Session session = sold(Orders.BALANCE);
    assertThat(session.getMode()).isEqualTo("payment");
    assertThat(session.getAmountTotal()).isEqualTo(2_500);
    assertThat(session.getCurrency()).isEqualTo("usd");
    assertThat(session.getLineItems().getData().get(0).getDescription()).isEqualTo("Ad balance");
  }

  @Test
  void leavesEnoughInTheSessionToFulfilIt() throws StripeException {
    Session session = sold(Orders.PLAN);
    assertThat(session.getCustomer()).isEqualTo(customer);
    assertThat(session.getClientReferenceId()).isEqualTo("acme");
    assertThat(session.getMetadata())
        .contains(entry("billet_contract", "versori"), entry("billet_organization", "acme"));
    assertThat(session.getSuccessUrl())
        .isEqualTo("https://shop.example/done?id={CHECKOUT_SESSION_ID}&x=ä");
    assertThat(session.getCancelUrl()).isEqualTo("https://shop.example/back");
  }

  @Test
  void makesOneCustomerHoweverOftenItIsAsked() throws StripeException {
    assertThat(payments.createCustomer(Orders.ACME, Optional.empty(), Orders.far()))
        .isEqualTo(customer);
    assertThat(stripe.v1().customers().retrieve(customer).getName()).isEqualTo("acme");
  }

  @Test
  void makesOneSessionForOneKey() {
    SessionOrder order = Orders.of(Orders.PLAN, customer, Optional.of("one"));
    CheckoutSession first = payments.createCheckoutSession(order, Orders.far());
    assertThat(payments.createCheckoutSession(order, Orders.far())).isEqualTo(first);
  }

  @Test
  void makesAnotherSessionForTheSameOrderWithoutAKey() {
    SessionOrder order = Orders.of(Orders.PLAN, customer, Optional.empty());
    CheckoutSession first = payments.createCheckoutSession(order, Orders.far());
    assertThat(payments.createCheckoutSession(order, Orders.far())).isNotEqualTo(first);
  }

  @Test
  void refusesAKeyThatCameWithAnotherOrder() {
    payments.createCheckoutSession(
        Orders.of(Orders.PLAN, customer, Optional.of("two")), Orders.far());
    assertThat(refused(Orders.of(Orders.CREDITS, customer, Optional.of("two"))).failure().kind())
        .isEqualTo(Kind.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void blamesTheCatalogueForAnUnknownPrice() {
    catalogueFault(new Sale.PlanSale("gone", "price_nowhere"), "billet.catalogue.plans.gone.price");
  }

  @Test
  void blamesTheCatalogueForAnInactivePrice() throws StripeException {
    stripe.v1().prices().update("price_old", PriceUpdateParams.builder().setActive(false).build());
    catalogueFault(new Sale.PlanSale("old", "price_old"), "billet.catalogue.plans.old.price");
  }

  @Test
  void blamesTheCatalogueForARecurringPriceSoldOnce() {
    catalogueFault(new Sale.CreditSale("price_pro", 1, 1), "billet.catalogue.credits.price");
  }

  @Test
  void blamesTheCatalogueForAPlanThatDoesNotRecur() {
    catalogueFault(new Sale.PlanSale("once", "price_credits"), "billet.catalogue.plans.once.price");
  }

  @Test
  void blamesTheCatalogueForAPriceTooSmallToCharge() {
    catalogueFault(new Sale.CreditSale("price_cheap", 1, 1), "billet.catalogue.credits.price");
  }

  @Test
  void blamesTheDirectoryForAnUnknownCustomer() {
    SessionOrder order = Orders.of(Orders.PLAN, "cus_nobody", Optional.empty());
    CheckoutException failed =
        Orders.unknownCustomer(() -> payments.createCheckoutSession(order, Orders.far()));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed).hasMessageContaining("billet.organizations.acme.customer");
  }

  @Test
  void blamesAnAmountThatCannotBeChargedOnTheCaller() {
    for (long amount : new long[] {1, 100_000_000_000L}) {
      Sale sale = new Sale.BalanceSale(new Money(amount, "usd"), "Ad balance");
      CheckoutException failed = refused(Orders.of(sale, customer, Optional.empty()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.INVALID_REQUEST);
      assertThat(failed.failure().field()).contains(Field.AMOUNT);
    }
  }

  @Test
  void namesAUrlThatIsNone() {
    SessionOrder sound = Orders.of(Orders.PLAN, customer, Optional.empty());
    CheckoutException failed =
        refused(
            new SessionOrder(
                sound.organization(),
                sound.customer(),
                sound.customerKey(),
                sound.sale(),
                new ReturnUrls("https://shop.example/", "nowhere"),
                Map.of(),
                Optional.empty()));
    assertThat(failed.failure().kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(failed.failure().field()).contains(Field.CANCEL_URL);
  }

  @Test
  void namesTheSettingOfAKeyThatIsRefused() {
    try (StripePayments stranger = payments("pk_test_publishable")) {
      CheckoutException failed =
          Orders.failure(
              () -> stranger.createCustomer(Orders.ACME, Optional.empty(), Orders.far()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
      assertThat(failed)
          .hasMessageContaining("billet.stripe.secret-key")
          .hasMessageNotContaining("pk_test");
    }
  }

  private static Session sold(Sale sale) throws StripeException {
    CheckoutSession made =
        payments.createCheckoutSession(Orders.of(sale, customer, Optional.empty()), Orders.far());
    Session session =
        stripe
            .v1()
            .checkout()
            .sessions()
            .retrieve(made.id(), SessionRetrieveParams.builder().addExpand("line_items").build());
    assertThat(session.getUrl()).isEqualTo(made.url());
    return session;
  }

  private static void catalogueFault(Sale sale, String key) {
    CheckoutException failed = refused(Orders.of(sale, customer, Optional.empty()));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed).hasMessageContaining(key);
  }

  private static CheckoutException refused(SessionOrder order) {
    return Orders.failure(() -> payments.createCheckoutSession(order, Orders.far()));
  }
}
