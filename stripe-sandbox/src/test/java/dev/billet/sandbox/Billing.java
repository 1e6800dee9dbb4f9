package dev.billet.sandbox;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tests of billing begin with: customers who have a card, and subscriptions of theirs. */
final class Billing {

  private final StripeClient stripe;

  Billing(StripeClient stripe) {
    this.stripe = stripe;
  }

  /** Makes a customer whose default is this payment method; without one if null. */
  String customer(@Nullable String method) throws StripeException {
    return customer(method, null);
  }

  /** As {@link #customer(String)}, on a test clock. */
  String customer(@Nullable String method, @Nullable String clock) throws StripeException {
    CustomerCreateParams.Builder params =
        CustomerCreateParams.builder().setName("Ada").setEmail("ada@shop.example");
    if (clock != null) {
      params.setTestClock(clock);
    }
    String customer = stripe.v1().customers().create(params.build()).getId();
    if (method != null) {
      setCard(customer, method);
    }
    return customer;
  }

  /** Attaches a payment method, and makes it the customer's default. */
  void setCard(String customer, String method) throws StripeException {
    String attached = attach(method, customer).getId();
    stripe
        .v1()
        .customers()
        .update(
            customer,
            CustomerUpdateParams.builder()
                .setInvoiceSettings(
                    CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(attached)
                        .build())
                .build());
  }

  PaymentMethod attach(String method, String customer) throws StripeException {
    return stripe
        .v1()
        .paymentMethods()
        .attach(method, PaymentMethodAttachParams.builder().setCustomer(customer).build());
  }

  /** Makes a subscription to one of the plan that costs $29.00 a month, paid for. */
  Subscription active() throws StripeException {
    return subscribe(of(customer("pm_card_visa"), "price_pro", 1));
  }

  static SubscriptionCreateParams.Builder of(String customer, String price, long quantity) {
    return SubscriptionCreateParams.builder()
        .setCustomer(customer)
        .addItem(
            SubscriptionCreateParams.Item.builder().setPrice(price).setQuantity(quantity).build());
  }

  Subscription subscribe(SubscriptionCreateParams.Builder params) throws StripeException {
    return stripe.v1().subscriptions().create(params.build());
  }

  Price price(long amount, PriceCreateParams.Recurring.Interval interval) throws StripeException {
    return stripe
        .v1()
        .prices()
        .create(
            PriceCreateParams.builder()
                .setCurrency("usd")
                .setUnitAmount(amount)
                .setProductData(PriceCreateParams.ProductData.builder().setName("Extra").build())
                .setRecurring(PriceCreateParams.Recurring.builder().setInterval(interval).build())
                .build());
  }

  /** Returns a subscription as it is now. */
  Subscription retrieve(Subscription subscription) throws StripeException {
    return stripe.v1().subscriptions().retrieve(subscription.getId());
  }

  /** Returns the invoices of a subscription, newest first. */
  List<Invoice> invoices(Subscription subscription) throws StripeException {
    return stripe
        .v1()
        .invoices()
        .list(InvoiceListParams.builder().setSubscription(subscription.getId()).build())
        .getData();
  }

  /** Returns the newest hundred events, newest first. */
  List<Event> events() throws StripeException {
    return stripe.v1().events().list(EventListParams.builder().setLimit(100L).build()).getData();
  }
}
