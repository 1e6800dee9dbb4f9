package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Coupon;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.Price;
import com.stripe.model.PromotionCode;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.billingportal.Configuration;
import com.stripe.model.checkout.Session;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CouponUpdateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.PromotionCodeListParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Discounts, subscriptions and invoices of the day that {@link StripeJavaDayTest} begins. */
final class StripeJavaBillingDayTest {

  private static final long DAY = 24 * 3600L;

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void grantsDiscounts() throws Exception {
    Coupon coupon = coupon();
    shop.stripe
        .coupons()
        .update(coupon.getId(), CouponUpdateParams.builder().setName("A quarter").build());
    PromotionCode code =
        shop.stripe
            .promotionCodes()
            .create(
                PromotionCodeCreateParams.builder()
                    .setCode("QUARTER")
                    .setPromotion(
                        PromotionCodeCreateParams.Promotion.builder()
                            .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                            .setCoupon(coupon.getId())
                            .build())
                    .build());
    Session session =
        shop.stripe
            .checkout()
            .sessions()
            .create(
                Shop.session(SessionCreateParams.Mode.PAYMENT, shop.price("Tea", 1000, null), 1)
                    .addDiscount(
                        SessionCreateParams.Discount.builder()
                            .setPromotionCode(code.getId())
                            .build())
                    .build());
    shop.control("POST", "/sessions/" + session.getId() + "/complete", "");

    assertThat(session.getAmountTotal()).isEqualTo(750);
    assertThat(shop.stripe.coupons().retrieve(coupon.getId()).getTimesRedeemed()).isEqualTo(1);
    assertThat(
            shop.stripe
                .promotionCodes()
                .list(PromotionCodeListParams.builder().setCode("QUARTER").build())
                .getData()
                .get(0)
                .getTimesRedeemed())
        .isEqualTo(1);
    assertThat(shop.stripe.coupons().delete(coupon.getId()).getDeleted()).isTrue();
    assertThat(shop.stripe.coupons().list().getData()).isEmpty();
  }

  @Test
  void keepsSubscriptions() throws Exception {
    Customer customer = shop.customerWithCard(null);
    Price price = shop.price("Seat", 3000, PriceCreateParams.Recurring.Interval.MONTH);
    Price addOn = shop.price("More", 100, PriceCreateParams.Recurring.Interval.MONTH);
    Subscription made =
        shop.stripe
            .subscriptions()
            .create(
                subscription(customer, price)
                    .addDiscount(
                        SubscriptionCreateParams.Discount.builder()
                            .setCoupon(coupon().getId())
                            .build())
                    .addExpand("latest_invoice.payments")
                    .build());
    assertThat(made.getStatus()).isEqualTo("active");
    assertThat(made.getLatestInvoiceObject().getTotal()).isEqualTo(2250);
    assertThat(made.getLatestInvoiceObject().getPayments().getData().get(0).getStatus())
        .isEqualTo("paid");
    SubscriptionItem item =
        shop.stripe
            .subscriptionItems()
            .create(
                SubscriptionItemCreateParams.builder()
                    .setSubscription(made.getId())
                    .setPrice(addOn.getId())
                    .build());
    shop.stripe
        .subscriptionItems()
        .update(item.getId(), SubscriptionItemUpdateParams.builder().setQuantity(4L).build());
    assertThat(
            shop.stripe
                .subscriptionItems()
                .list(
                    SubscriptionItemListParams.builder()
                        .setSubscription(made.getId())
                        .setLimit(1L)
                        .build())
                .autoPagingIterable())
        .extracting(SubscriptionItem::getQuantity)
        .containsExactlyInAnyOrder(1L, 4L);
    assertThat(shop.stripe.subscriptionItems().delete(item.getId()).getDeleted()).isTrue();
    Subscription ending =
        shop.stripe
            .subscriptions()
            .update(
                made.getId(),
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
    assertThat(ending.getCancelAt())
        .isEqualTo(ending.getItems().getData().get(0).getCurrentPeriodEnd());
    assertThat(shop.stripe.subscriptions().cancel(made.getId()).getStatus()).isEqualTo("canceled");
    assertThat(subscriptions(SubscriptionListParams.Status.ACTIVE)).isEmpty();
    assertThat(subscriptions(SubscriptionListParams.Status.CANCELED)).hasSize(1);
  }

  @Test
  void writesInvoices() throws Exception {
    Customer customer = shop.customerWithCard(null);
    Invoice draft = invoice(customer);
    InvoiceItem item = item(customer, draft);
    assertThat(shop.stripe.invoices().finalizeInvoice(draft.getId()).getStatus()).isEqualTo("open");
    Invoice paid = shop.stripe.invoices().pay(draft.getId());
    Invoice open = invoice(customer);
    item(customer, open);
    shop.stripe.invoices().finalizeInvoice(open.getId());

    assertThat(paid.getAmountPaid()).isEqualTo(item.getAmount());
    assertThat(shop.stripe.invoices().lineItems().list(draft.getId()).getData()).hasSize(1);
    assertThat(
            shop.stripe
                .invoicePayments()
                .list(InvoicePaymentListParams.builder().setInvoice(draft.getId()).build())
                .getData())
        .hasSize(1);
    assertThat(shop.stripe.invoices().voidInvoice(open.getId()).getStatus()).isEqualTo("void");
    assertThat(shop.stripe.invoices().delete(invoice(customer).getId()).getDeleted()).isTrue();
    assertThat(
            shop.stripe
                .invoices()
                .list(InvoiceListParams.builder().setStatus(InvoiceListParams.Status.PAID).build())
                .getData())
        .containsExactly(shop.stripe.invoices().retrieve(draft.getId()));
  }

  @Test
  void letsCustomersIntoAPortal() throws Exception {
    Configuration made =
        shop.stripe
            .billingPortal()
            .configurations()
            .create(
                ConfigurationCreateParams.builder()
                    .setDefaultReturnUrl("https://shop.example/account")
                    .setFeatures(
                        ConfigurationCreateParams.Features.builder()
                            .setInvoiceHistory(
                                ConfigurationCreateParams.Features.InvoiceHistory.builder()
                                    .setEnabled(true)
                                    .build())
                            .build())
                    .build());
    shop.stripe
        .billingPortal()
        .configurations()
        .update(made.getId(), ConfigurationUpdateParams.builder().putMetadata("org", "7").build());
    com.stripe.model.billingportal.Session session =
        shop.stripe
            .billingPortal()
            .sessions()
            .create(
                com.stripe.param.billingportal.SessionCreateParams.builder()
                    .setCustomer(shop.customer("ada@shop.example").getId())
                    .setConfiguration(made.getId())
                    .addExpand("configuration")
                    .build());

    assertThat(session.getReturnUrl()).isEqualTo("https://shop.example/account");
    assertThat(session.getConfigurationObject().getMetadata())
        .containsExactly(Map.entry("org", "7"));
    assertThat(shop.stripe.billingPortal().configurations().list().autoPagingIterable())
        .contains(shop.stripe.billingPortal().configurations().retrieve(made.getId()));
  }

  @Test
  void renewsWhenTimePasses() throws Exception {
    long now = shop.control("GET", "/clock", "").get("now").longValue();
    TestClock clock =
        shop.stripe
            .testHelpers()
            .testClocks()
            .create(TestClockCreateParams.builder().setFrozenTime(now).build());
    Customer customer = shop.customerWithCard(clock.getId());
    Price price = shop.price("Seat", 3000, PriceCreateParams.Recurring.Interval.MONTH);
    String id = shop.stripe.subscriptions().create(subscription(customer, price).build()).getId();
    advance(clock, now + 32 * DAY);
    assertThat(
            shop.stripe
                .invoices()
                .list(InvoiceListParams.builder().setSubscription(id).build())
                .getData())
        .extracting(Invoice::getBillingReason)
        .containsExactly("subscription_cycle", "subscription_create");
    shop.payBy(customer, "pm_card_chargeCustomerFail");
    advance(clock, now + 63 * DAY);
    assertThat(shop.stripe.subscriptions().retrieve(id).getStatus()).isEqualTo("past_due");
    assertThat(shop.stripe.testHelpers().testClocks().delete(clock.getId()).getDeleted()).isTrue();
  }

  private Coupon coupon() throws StripeException {
    return shop.stripe
        .coupons()
        .create(
            CouponCreateParams.builder()
                .setPercentOff(BigDecimal.valueOf(25))
                .setDuration(CouponCreateParams.Duration.FOREVER)
                .build());
  }

  private static SubscriptionCreateParams.Builder subscription(Customer customer, Price price) {
    return SubscriptionCreateParams.builder()
        .setCustomer(customer.getId())
        .addItem(SubscriptionCreateParams.Item.builder().setPrice(price.getId()).build());
  }

  private List<Subscription> subscriptions(SubscriptionListParams.Status status)
      throws StripeException {
    return shop.stripe
        .subscriptions()
        .list(SubscriptionListParams.builder().setStatus(status).build())
        .getData();
  }

  private Invoice invoice(Customer customer) throws StripeException {
    return shop.stripe
        .invoices()
        .create(
            InvoiceCreateParams.builder()
                .setCustomer(customer.getId())
                .setAutoAdvance(false)
                .build());
  }

  private InvoiceItem item(Customer customer, Invoice invoice) throws StripeException {
    return shop.stripe
        .invoiceItems()
        .create(
            InvoiceItemCreateParams.builder()
                .setCustomer(customer.getId())
                .setInvoice(invoice.getId())
                .setAmount(1500L)
                .setCurrency("usd")
                .build());
  }

  private void advance(TestClock clock, long to) throws Exception {
    shop.stripe
        .testHelpers()
        .testClocks()
        .advance(clock.getId(), TestClockAdvanceParams.builder().setFrozenTime(to).build());
    Await.until(
        "the clock to be ready",
        () ->
            shop.stripe
                .testHelpers()
                .testClocks()
                .retrieve(clock.getId())
                .getStatus()
                .equals("ready"));
  }
}
