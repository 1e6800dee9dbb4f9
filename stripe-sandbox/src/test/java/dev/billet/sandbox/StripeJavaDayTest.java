package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.LineItem;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductListParams;
import com.stripe.param.ProductRetrieveParams;
import com.stripe.param.ProductUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.param.checkout.SessionUpdateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A day of work with Stripe's own client for Java, unmodified: what is sold, and who buys it.
 * {@link StripeJavaMoneyDayTest}, {@link StripeJavaBillingDayTest} and {@link
 * StripeJavaRefusalsDayTest} are the rest of the day.
 */
final class StripeJavaDayTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void keepsProducts() throws Exception {
    List<String> seeded = products();
    Product made =
        shop.stripe
            .products()
            .create(
                ProductCreateParams.builder()
                    .setName("Pro plan")
                    .putMetadata("tier", "pro")
                    .putMetadata("old", "x")
                    .setDefaultPriceData(
                        ProductCreateParams.DefaultPriceData.builder()
                            .setCurrency("usd")
                            .setUnitAmount(2900L)
                            .build())
                    .build());
    List<String> all = before(seeded, made.getId());
    for (int i = 0; i < 4; i++) {
      all.add(0, product("Item " + i).getId());
    }
    Product changed =
        shop.stripe
            .products()
            .update(
                made.getId(),
                ProductUpdateParams.builder().setName("Pro").putMetadata("old", "").build());
    assertThat(changed.getMetadata()).containsExactly(Map.entry("tier", "pro"));
    Product found =
        shop.stripe
            .products()
            .retrieve(
                made.getId(),
                ProductRetrieveParams.builder().addExpand("default_price.product").build());
    assertThat(found.getDefaultPriceObject().getProductObject().getName()).isEqualTo("Pro");
    assertThat(products()).containsExactlyElementsOf(all);
    assertThat(shop.stripe.products().delete(all.get(0)).getDeleted()).isTrue();
    assertThat(
            Shop.refused(
                    InvalidRequestException.class,
                    404,
                    () -> shop.stripe.products().retrieve(all.get(0)))
                .getCode())
        .isEqualTo("resource_missing");
  }

  @Test
  void keepsPrices() throws Exception {
    List<String> seeded = prices(PriceListParams.builder());
    PriceListParams.Builder recurring =
        PriceListParams.builder().setType(PriceListParams.Type.RECURRING);
    List<String> seededRecurring = prices(recurring);
    Price once = shop.price("Once", 1250, null);
    Price monthly = shop.price("Monthly", 2900, PriceCreateParams.Recurring.Interval.MONTH);
    Price changed =
        shop.stripe
            .prices()
            .update(
                once.getId(),
                PriceUpdateParams.builder()
                    .setActive(false)
                    .setNickname("One")
                    .putMetadata("a", "1")
                    .build());
    assertThat(changed.getActive()).isFalse();
    assertThat(
            shop.stripe
                .prices()
                .retrieve(once.getId(), PriceRetrieveParams.builder().addExpand("product").build())
                .getProductObject()
                .getName())
        .isEqualTo("Once");
    assertThat(prices(recurring))
        .containsExactlyElementsOf(before(seededRecurring, monthly.getId()));
    assertThat(prices(PriceListParams.builder().setLimit(1L)))
        .containsExactlyElementsOf(before(seeded, monthly.getId(), once.getId()));
  }

  @Test
  void keepsCustomersAndWhatTheyPayWith() throws Exception {
    Customer ada = shop.customer("ada@shop.example");
    shop.customer("bob@shop.example");
    PaymentMethod card =
        shop.stripe
            .paymentMethods()
            .create(
                PaymentMethodCreateParams.builder()
                    .setType(PaymentMethodCreateParams.Type.CARD)
                    .setCard(PaymentMethodCreateParams.Token.builder().setToken("tok_visa").build())
                    .build());
    shop.payBy(ada, card.getId());
    PaymentMethod changed =
        shop.stripe
            .paymentMethods()
            .update(
                card.getId(), PaymentMethodUpdateParams.builder().putMetadata("a", "1").build());
    assertThat(changed.getCustomer()).isEqualTo(ada.getId());
    assertThat(
            shop.stripe
                .customers()
                .paymentMethods()
                .list(ada.getId(), CustomerPaymentMethodListParams.builder().build())
                .getData())
        .containsExactlyElementsOf(
            shop.stripe
                .paymentMethods()
                .list(PaymentMethodListParams.builder().setCustomer(ada.getId()).build())
                .getData())
        .hasSize(1);
    Customer expanded =
        shop.stripe
            .customers()
            .retrieve(
                ada.getId(),
                CustomerRetrieveParams.builder()
                    .addExpand("invoice_settings.default_payment_method")
                    .addExpand("subscriptions")
                    .build());
    assertThat(expanded.getInvoiceSettings().getDefaultPaymentMethodObject().getId())
        .isEqualTo(card.getId());
    assertThat(expanded.getSubscriptions().getData()).isEmpty();
    assertThat(shop.stripe.paymentMethods().detach(card.getId()).getCustomer()).isNull();
    assertThat(
            shop.stripe
                .customers()
                .update(ada.getId(), CustomerUpdateParams.builder().setName("Ada").build())
                .getName())
        .isEqualTo("Ada");
    assertThat(shop.customers("ada@shop.example")).containsExactly(ada.getId());
    assertThat(shop.stripe.customers().delete(ada.getId()).getDeleted()).isTrue();
    assertThat(shop.stripe.customers().retrieve(ada.getId()).getDeleted()).isTrue();
    assertThat(shop.customers("ada@shop.example")).isEmpty();
  }

  @Test
  void sellsOnce() throws Exception {
    Price price = shop.price("Credits", 1000, null);
    Session open = pay(price);
    assertThat(open.getAmountTotal()).isEqualTo(2000);
    assertThat(
            shop.stripe
                .checkout()
                .sessions()
                .update(open.getId(), SessionUpdateParams.builder().putMetadata("org", "7").build())
                .getMetadata())
        .containsExactly(Map.entry("org", "7"));
    assertThat(
            shop.stripe.checkout().sessions().lineItems().list(open.getId()).autoPagingIterable())
        .extracting(LineItem::getAmountTotal)
        .containsExactly(2000L);

    assertThat(shop.fillIn(open, "4000000000000002").body()).contains("declined");
    assertThat(shop.fillIn(open, "4242424242424242").headers().firstValue("Location"))
        .hasValue("https://shop.example/done?s=" + open.getId());
    Session paid = retrieve(open, "payment_intent.latest_charge");
    assertThat(paid.getStatus()).isEqualTo("complete");
    assertThat(paid.getPaymentIntentObject().getLatestChargeObject().getPaid()).isTrue();

    Session other = pay(price);
    shop.control("POST", "/sessions/" + other.getId() + "/complete", "email=bob%40shop.example");
    assertThat(retrieve(other, "customer").getPaymentStatus()).isEqualTo("paid");
    Session late = shop.stripe.checkout().sessions().expire(pay(price).getId());
    assertThat(late.getStatus()).isEqualTo("expired");
    assertThat(
            Shop.refused(
                    InvalidRequestException.class,
                    400,
                    () -> shop.stripe.checkout().sessions().expire(late.getId()))
                .getMessage())
        .contains("Only Checkout Sessions with a status in [\"open\"] can be expired");
    assertThat(
            shop.stripe
                .checkout()
                .sessions()
                .list(
                    SessionListParams.builder()
                        .setStatus(SessionListParams.Status.COMPLETE)
                        .setLimit(1L)
                        .build())
                .autoPagingIterable())
        .extracting(Session::getId)
        .containsExactly(other.getId(), open.getId());
  }

  @Test
  void sellsSubscriptions() throws Exception {
    Price price = shop.price("Pro", 2900, PriceCreateParams.Recurring.Interval.MONTH);
    Customer customer = shop.customer("ada@shop.example");
    Session open =
        shop.stripe
            .checkout()
            .sessions()
            .create(
                Shop.session(SessionCreateParams.Mode.SUBSCRIPTION, price, 1)
                    .setCustomer(customer.getId())
                    .build());
    shop.fillIn(open, "4242424242424242");
    Session paid = retrieve(open, "subscription.latest_invoice");

    assertThat(paid.getSubscriptionObject().getStatus()).isEqualTo("active");
    assertThat(paid.getSubscriptionObject().getCustomer()).isEqualTo(customer.getId());
    assertThat(paid.getSubscriptionObject().getLatestInvoiceObject().getAmountPaid())
        .isEqualTo(2900);
  }

  private Product product(String name) throws StripeException {
    return shop.stripe.products().create(ProductCreateParams.builder().setName(name).build());
  }

  /** Returns all products; a sandbox may have been started with a catalogue. */
  private List<String> products() throws StripeException {
    List<String> ids = new ArrayList<>();
    shop.stripe
        .products()
        .list(ProductListParams.builder().setLimit(2L).build())
        .autoPagingIterable()
        .forEach(product -> ids.add(product.getId()));
    return ids;
  }

  private List<String> prices(PriceListParams.Builder params) throws StripeException {
    List<String> ids = new ArrayList<>();
    shop.stripe
        .prices()
        .list(params.build())
        .autoPagingIterable()
        .forEach(price -> ids.add(price.getId()));
    return ids;
  }

  private static List<String> before(List<String> seeded, String... made) {
    List<String> all = new ArrayList<>(List.of(made));
    all.addAll(seeded);
    return all;
  }

  private Session pay(Price price) throws StripeException {
    return shop.stripe
        .checkout()
        .sessions()
        .create(Shop.session(SessionCreateParams.Mode.PAYMENT, price, 2).build());
  }

  private Session retrieve(Session session, String expand) throws StripeException {
    return shop.stripe
        .checkout()
        .sessions()
        .retrieve(session.getId(), SessionRetrieveParams.builder().addExpand(expand).build());
  }
}
