package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription's life, as it is told and as it is booked. */
final class SubscriptionsTest {

  // Opened long ago, so that a month later is no future.
  private final Shop shop = new Shop(Duration.ofDays(100));

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aSubscriptionIsThereOnceItIsPaid() {
    String session = shop.buy(Shop.PLAN);
    shop.tellAll();
    assertThat(subscription().status()).isEqualTo(Status.ACTIVE);
    assertThat(subscription().plan()).isEqualTo("pro");
    assertThat(subscription().periodEnd()).isAfter(subscription().periodStart());
    assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments");
    assertThat(shop.books.checkout(session))
        .map(BookedCheckout::state)
        .contains(CheckoutFacts.State.PAID);
  }

  @Test
  void theBuyersReturnBooksAllOfIt() {
    String session = shop.buy(Shop.PLAN);
    shop.fulfilment.refresh(session);
    assertThat(subscription().status()).isEqualTo(Status.ACTIVE);
    assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments");
  }

  @Test
  void aRenewalIsPaidAndMovesThePeriod() {
    shop.buy(Shop.PLAN);
    shop.tellAll();
    Account.Subscription before = subscription();
    shop.sandbox.advance(Duration.ofDays(32));
    shop.tellAll();
    assertThat(subscription().periodStart()).isEqualTo(before.periodEnd());
    assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments", "PURCHASE 4900 payments");
  }

  @Test
  void aRefundOfAnInvoiceIsBookedWithIt() throws StripeException {
    shop.buy(Shop.PLAN);
    JsonNode payment = shop.get("/v1/invoice_payments").at("/data/0/payment/payment_intent");
    shop.stripe
        .v1()
        .refunds()
        .create(RefundCreateParams.builder().setPaymentIntent(payment.asText()).build());
    shop.tellAll();
    assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments", "REFUND -4900 payments");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverTheOrderTheLastStateStands(long seed) throws StripeException {
    shop.buy(Shop.PLAN);
    List<JsonNode> news = shop.news();
    String id = shop.get("/v1/subscriptions").at("/data/0/id").asText();
    String item = shop.get("/v1/subscriptions").at("/data/0/items/data/0/id").asText();
    shop.sandbox.advance(Duration.ofHours(2));
    update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
    update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(false).build());
    shop.sandbox.advance(Duration.ofHours(2));
    update(
        id,
        SubscriptionUpdateParams.builder()
            .addItem(
                SubscriptionUpdateParams.Item.builder().setId(item).setPrice("price_team").build())
            .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
            .build());
    update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
    news = new ArrayList<>(news);
    news.addAll(shop.news());
    Collections.shuffle(news, new Random(seed));
    for (JsonNode event : news) {
      shop.tell(event);
      shop.work();
    }
    assertThat(subscription().plan()).isEqualTo("team");
    assertThat(subscription().cancelAtPeriodEnd()).isTrue();
    assertThat(subscription().status()).isEqualTo(Status.ACTIVE);
    assertThat(shop.books.reasons()).isEmpty();
  }

  @Test
  void anObjectAheadOfOurTimeIsAskedFor() throws StripeException {
    shop.buy(Shop.PLAN);
    shop.tellAll();
    String id = subscription().id();
    shop.sandbox.advance(Duration.ofDays(120));
    update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
    List<JsonNode> news = new ArrayList<>(shop.news());
    Collections.reverse(news);
    for (JsonNode event : news) {
      shop.tell(event);
      shop.work();
    }
    assertThat(subscription().cancelAtPeriodEnd()).isTrue();
    assertThat(shop.books.reasons()).isEmpty();
  }

  @Test
  void whatIsOverStaysOver() throws StripeException {
    shop.buy(Shop.PLAN);
    String id = shop.get("/v1/subscriptions").at("/data/0/id").asText();
    shop.sandbox.advance(Duration.ofHours(1));
    shop.stripe.v1().subscriptions().cancel(id);
    List<JsonNode> news = new ArrayList<>(shop.news());
    Collections.reverse(news);
    for (JsonNode event : news) {
      shop.tell(event);
      shop.work();
    }
    assertThat(subscription().status()).isEqualTo(Status.CANCELED);
  }

  private void update(String id, SubscriptionUpdateParams params) throws StripeException {
    shop.stripe.v1().subscriptions().update(id, params);
  }

  private Account.Subscription subscription() {
    return shop.books.account("acme").subscription().orElseThrow();
  }
}
