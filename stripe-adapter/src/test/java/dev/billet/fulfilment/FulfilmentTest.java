package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import dev.billet.checkout.Money;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionMetadata;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.sandbox.control.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money, from a sandbox's events to what is booked. */
final class FulfilmentTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void creditsAreGrantedOnceTheyArePaid() {
    String session = shop.open(Shop.CREDITS);
    assertThat(shop.fulfilment.refresh(session)).map(BookedCheckout::state).contains(State.OPEN);
    shop.sandbox.complete(session);
    shop.tellAll();
    assertThat(shop.booked()).containsExactly("PURCHASE 2000 payments", "GRANT 50000 credits");
    assertThat(shop.books.account("acme").credits()).isEqualTo(50_000);
    assertThat(shop.books.counts()).doesNotContainKeys(Inbox.State.RECEIVED, Inbox.State.FAILED);
  }

  @Test
  void balanceIsGrantedOnceItIsPaid() {
    shop.buy(Shop.BALANCE);
    shop.tellAll();
    assertThat(shop.books.account("acme").balances()).containsExactly(new Money(2_500, "usd"));
  }

  static List<Sale> sales() {
    return List.of(Shop.CREDITS, Shop.BALANCE, Shop.PLAN);
  }

  @ParameterizedTest
  @MethodSource("sales")
  void neitherOrderNorRepetitionMatters(Sale sale) throws StripeException {
    String session = shop.buy(sale);
    if (sale != Shop.PLAN) {
      shop.refund(session, 100);
    }
    List<JsonNode> events = shop.news();
    events.forEach(shop::tell);
    shop.work();
    List<String> booked = shop.booked();
    assertThat(booked).isNotEmpty();

    Random random = new Random(7);
    for (int round = 0; round < 3; round++) {
      List<JsonNode> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(shop::tell);
      shop.work();
    }
    assertThat(shop.booked()).isEqualTo(booked);
  }

  @ParameterizedTest
  @MethodSource("sales")
  void theReverseOrderBooksTheSame(Sale sale) throws StripeException {
    String session = shop.buy(sale);
    if (sale != Shop.PLAN) {
      shop.refund(session, 100);
    }
    List<JsonNode> events = new ArrayList<>(shop.news());
    Collections.reverse(events);
    for (JsonNode event : events) {
      shop.tell(event);
      shop.work();
    }
    if (sale == Shop.PLAN) {
      assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments");
      assertThat(shop.books.account("acme").subscription())
          .hasValueSatisfying(it -> assertThat(it.status().name()).isEqualTo("ACTIVE"));
    } else {
      assertThat(shop.booked().get(0)).startsWith("PURCHASE");
      assertThat(shop.booked()).hasSize(4);
    }
    assertThat(shop.books.checkout(session)).map(BookedCheckout::state).contains(State.PAID);
    assertThat(shop.books.reasons()).isEmpty();
  }

  @Test
  void whatIsDoneIsADuplicateAndIsNotWorkedOnAgain() {
    shop.buy(Shop.CREDITS);
    JsonNode completed = Shop.only(shop.news(), "checkout.session.completed");
    assertThat(shop.tell(completed)).isEqualTo(Inbox.Receipt.RECEIVED);
    assertThat(shop.tell(completed)).isEqualTo(Inbox.Receipt.RECEIVED);
    shop.work();
    assertThat(shop.tell(completed)).isEqualTo(Inbox.Receipt.DUPLICATE);
    assertThat(shop.booked()).hasSize(2);
  }

  @Test
  void whatNothingComesOfIsIgnoredAtOnce() {
    shop.buy(Shop.CREDITS);
    List<JsonNode> news = shop.news();
    assertThat(shop.tell(Shop.only(news, "payment_intent.succeeded")))
        .isEqualTo(Inbox.Receipt.IGNORED);
    JsonNode completed = Shop.only(news, "checkout.session.completed");
    assertThat(shop.tell(Shop.changed(completed, it -> it.put("livemode", true))))
        .isEqualTo(Inbox.Receipt.IGNORED);
    assertThat(
            shop.tell(
                Shop.changed(completed, it -> it.put("id", "evt_2").put("account", "acct_2"))))
        .isEqualTo(Inbox.Receipt.IGNORED);
    shop.work();
    assertThat(shop.booked()).isEmpty();
  }

  @Test
  void anEventOfAnotherVersionMakesUsAsk() {
    shop.buy(Shop.CREDITS);
    JsonNode completed = Shop.only(shop.news(), "checkout.session.completed");
    JsonNode old =
        Shop.changed(
            completed,
            event -> {
              event.put("api_version", "2019-12-03");
              event.withObject("/data/object").put("amount_total", 1).remove("payment_status");
              return event;
            });
    shop.tell(old);
    shop.work();
    assertThat(shop.booked()).containsExactly("PURCHASE 2000 payments", "GRANT 50000 credits");
  }

  @Test
  void anOddSnapshotMakesUsAsk() {
    shop.buy(Shop.CREDITS);
    JsonNode completed = Shop.only(shop.news(), "checkout.session.completed");
    shop.tell(
        Shop.changed(
            completed,
            event -> {
              event.withObject("/data/object").put("amount_total", "plenty").putNull("currency");
              return event;
            }));
    shop.work();
    assertThat(shop.booked()).containsExactly("PURCHASE 2000 payments", "GRANT 50000 credits");
  }

  @Test
  void anotherApplicationsSessionIsNoBusinessOfOurs() {
    String session = shop.open(Shop.CREDITS, Map.of("order", "7"));
    shop.sandbox.complete(session);
    List<JsonNode> news = shop.news();
    news.forEach(shop::tell);
    shop.work();
    assertThat(shop.booked()).isEmpty();
    assertThat(shop.books.reasons()).isEmpty();
    assertThat(shop.fulfilment.refresh(session)).isEmpty();
    assertThat(shop.books.counts()).containsOnlyKeys(Inbox.State.IGNORED);
  }

  @Test
  void damagedMetadataFailsUntilSomebodyHasMendedIt() throws StripeException {
    Map<String, String> damaged = Shop.metadata(Shop.CREDITS);
    damaged.put(SessionMetadata.CREDITS, "lots");
    String session = shop.open(Shop.CREDITS, damaged);
    shop.sandbox.complete(session);
    shop.tellAll();
    assertThat(shop.booked()).isEmpty();
    assertThat(shop.books.reasons())
        .singleElement()
        .asString()
        .contains(session, "billet_credits")
        .doesNotContain("lots");

    shop.control("/v1/checkout/sessions/" + session, "metadata[billet_credits]=50000");
    shop.sandbox.advance(Duration.ofMinutes(1));
    shop.work();
    assertThat(shop.booked()).containsExactly("PURCHASE 2000 payments", "GRANT 50000 credits");
    assertThat(shop.books.reasons()).isEmpty();
  }

  @Test
  void moneyThatIsNotWhatWasAskedForIsHeld() {
    Map<String, String> metadata = Shop.metadata(Shop.BALANCE);
    metadata.put(SessionMetadata.AMOUNT, "999900");
    String session = shop.open(Shop.BALANCE, metadata);
    shop.sandbox.complete(session);
    shop.tellAll();
    assertThat(shop.booked()).isEmpty();
    assertThat(shop.books.checkout(session).orElseThrow().held()).isPresent();
  }

  @Test
  void aDebitIsGrantedWhenItsMoneyHasCome() {
    String session = shop.open(Shop.CREDITS);
    shop.sandbox.completeBySepaDebit(session, "jenny@example.com", "DE89370400440532013000");
    shop.tellAll();
    assertThat(shop.booked()).isEmpty();
    assertThat(shop.books.checkout(session)).map(BookedCheckout::state).contains(State.PENDING);
    assertThat(shop.fulfilment.refresh(session)).map(BookedCheckout::state).contains(State.PENDING);
    shop.sandbox.advance(Duration.ofMinutes(1));
    shop.tellAll();
    assertThat(shop.booked()).containsExactly("PURCHASE 2000 payments", "GRANT 50000 credits");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDebitThatFailsIsNeverGranted(boolean told) {
    String session = shop.open(Shop.CREDITS);
    shop.sandbox.completeBySepaDebit(session, "jenny@example.com", "DE62370400440532013001");
    shop.sandbox.advance(Duration.ofMinutes(1));
    if (told) {
      shop.tellAll();
    } else {
      shop.fulfilment.refresh(session);
    }
    assertThat(shop.books.checkout(session)).map(BookedCheckout::state).contains(State.FAILED);
    assertThat(shop.booked()).isEmpty();
  }

  @Test
  void anExpiredSessionIsOver() {
    String session = shop.open(Shop.CREDITS);
    shop.sandbox.expire(session);
    shop.tellAll();
    assertThat(shop.books.checkout(session)).map(BookedCheckout::state).contains(State.EXPIRED);
  }

  @Test
  void theBuyerWhoIsFasterThanTheWebhookIsServed() {
    String session = shop.buy(Shop.CREDITS);
    BookedCheckout seen = shop.fulfilment.refresh(session).orElseThrow();
    assertThat(seen.state()).isEqualTo(State.PAID);
    assertThat(seen.entries()).hasSize(2);
    int asked = shop.sandbox.requests().size();
    assertThat(shop.fulfilment.refresh(session)).contains(seen);
    assertThat(shop.sandbox.requests()).hasSize(asked);
    shop.tellAll();
    assertThat(shop.booked()).hasSize(2);
  }

  @Test
  void theBuyerIsToldWhatIsKnownWhereStripeIsAway() {
    String session = shop.open(Shop.CREDITS);
    assertThat(shop.fulfilment.refresh(session)).map(BookedCheckout::state).contains(State.OPEN);
    shop.sandbox.complete(session);
    stripeIsDown();
    assertThat(shop.fulfilment.refresh(session)).map(BookedCheckout::state).contains(State.OPEN);
    assertThat(shop.fulfilment.refresh("cs_test_other")).isEmpty();
  }

  @Test
  void somebodyElsesIdIsNotAskedFor() {
    int asked = shop.sandbox.requests().size();
    assertThat(shop.fulfilment.refresh("../v1/customers")).isEmpty();
    assertThat(shop.fulfilment.refresh("")).isEmpty();
    assertThat(shop.sandbox.requests()).hasSize(asked);
  }

  @Test
  void whatFailsWhileStripeIsDownIsDoneOnceItIsUp() throws StripeException {
    String session = shop.buy(Shop.PLAN);
    List<JsonNode> news = shop.news();
    stripeIsDown();
    news.forEach(shop::tell);
    shop.work();
    assertThat(shop.books.reasons()).isNotEmpty().allMatch(it -> it.startsWith("UPSTREAM_FAILED"));
    shop.sandbox.faults().clear();
    shop.work();
    assertThat(shop.books.checkout(session)).isEmpty();
    shop.sandbox.advance(Duration.ofSeconds(1));
    shop.work();
    assertThat(shop.books.reasons()).isEmpty();
    assertThat(shop.booked()).containsExactly("PURCHASE 4900 payments");
  }

  @Test
  void whatADeadServerHadInHandIsDoneByTheNext() {
    shop.buy(Shop.CREDITS);
    shop.news().forEach(shop::tell);
    assertThat(shop.books.claim(100, Duration.ofSeconds(30))).isNotEmpty();
    shop.work();
    assertThat(shop.booked()).isEmpty();
    shop.sandbox.advance(Duration.ofSeconds(31));
    shop.work();
    assertThat(shop.booked()).hasSize(2);
  }

  private void stripeIsDown() {
    shop.sandbox.faults().add(FaultRule.on("/v1/**", FaultRule.Kind.ERROR_BEFORE_COMMIT));
  }
}
