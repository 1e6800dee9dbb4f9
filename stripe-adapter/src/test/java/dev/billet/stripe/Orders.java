package dev.billet.stripe;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Money;
import dev.billet.checkout.Organization;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import dev.billet.checkout.UnknownCustomerException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of this package order, and how. */
final class Orders {

  static final String KEY = "sk_test_notARealKey";
  static final Sale PLAN = new Sale.PlanSale("pro", "price_pro");
  static final Sale CREDITS = new Sale.CreditSale("price_credits", 3, 75_000);
  static final Sale BALANCE = new Sale.BalanceSale(new Money(2_500, "usd"), "Ad balance");
  static final Organization ACME =
      new Organization("acme", Optional.of("pro"), true, Optional.empty());
  static final String SESSION =
      "{\"id\":\"cs_test_1\",\"object\":\"checkout.session\","
          + "\"url\":\"https://pay.example/cs_test_1\"}";

  private Orders() {}

  static SessionOrder of(Sale sale) {
    return of(sale, Optional.empty());
  }

  static SessionOrder keyed(Sale sale, String key) {
    return of(sale, Optional.of(key));
  }

  private static SessionOrder of(Sale sale, Optional<String> key) {
    return of(sale, "cus_acme", key);
  }

  static SessionOrder of(Sale sale, String customer, Optional<String> key) {
    return new SessionOrder(
        "acme",
        customer,
        "billet.organizations.acme.customer",
        sale,
        new ReturnUrls(
            "https://shop.example/done?id={CHECKOUT_SESSION_ID}&x=ä", "https://shop.example/back"),
        Map.of("billet_contract", "versori", "billet_organization", "acme"),
        key);
  }

  static StripeSettings settings(URI apiBase, int maxRetries) {
    return new StripeSettings(
        KEY,
        apiBase,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        maxRetries);
  }

  static StripeConnection connection(URI apiBase, int maxRetries) {
    return new StripeConnection(settings(apiBase, maxRetries), Duration.ofMillis(1));
  }

  /** Payments that hardly wait between attempts. */
  static StripePayments payments(URI apiBase, int maxRetries) {
    return new StripePayments(connection(apiBase, maxRetries));
  }

  static Deadline soon() {
    return Deadline.after(Duration.ofMillis(300));
  }

  /** Far enough away never to be met by a test that passes. */
  static Deadline far() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  static CheckoutException failure(ThrowingCallable call) {
    return catchThrowableOfType(CheckoutException.class, call);
  }

  /** What is said of an order for a customer that Stripe does not have. */
  static CheckoutException unknownCustomer(ThrowingCallable call) {
    return catchThrowableOfType(UnknownCustomerException.class, call).failure();
  }
}
