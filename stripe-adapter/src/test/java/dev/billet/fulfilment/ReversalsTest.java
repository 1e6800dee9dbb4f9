package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.param.DisputeUpdateParams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money that goes back, and comes again. */
final class ReversalsTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void refundsTakeBackInProportionAndThenAll() throws StripeException {
    String session = shop.buy(Shop.CREDITS);
    shop.refund(session, 500);
    shop.tellAll();
    assertThat(shop.books.account("acme").credits()).isEqualTo(37_500);
    shop.refund(session, 1_500);
    shop.tellAll();
    assertThat(shop.books.account("acme").credits()).isZero();
    assertThat(shop.booked()).hasSize(6);
  }

  @Test
  void aRefundThatIsToldFirstBooksThePurchaseToo() throws StripeException {
    String session = shop.buy(Shop.CREDITS);
    shop.refund(session, 500);
    List<JsonNode> news = shop.news();
    shop.tell(Shop.only(news, "charge.refunded"));
    shop.work();
    assertThat(shop.books.account("acme").credits()).isEqualTo(37_500);
    news.forEach(shop::tell);
    shop.work();
    assertThat(shop.booked()).hasSize(4);
  }

  @Test
  void aRefundThatDoesNotArriveGivesBack() throws StripeException {
    String session = shop.open(Shop.CREDITS);
    complete(session, "4000000000005126");
    shop.refund(session, 2_000);
    shop.tellAll();
    shop.sandbox.advance(Duration.ofDays(1));
    shop.tellAll();
    assertThat(shop.books.account("acme").credits()).isEqualTo(50_000);
    assertThat(shop.booked()).contains("ADJUSTMENT 2000 payments", "ADJUSTMENT 50000 credits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"winning_evidence", "losing_evidence"})
  void aDisputeTakesBackUntilItIsWon(String evidence) throws StripeException {
    String session = shop.open(Shop.CREDITS);
    complete(session, "4000000000000259");
    shop.tellAll();
    assertThat(shop.books.account("acme").credits()).isZero();
    dispute(session, evidence);
    shop.tellAll();
    boolean won = evidence.startsWith("winning");
    assertThat(shop.books.account("acme").credits()).isEqualTo(won ? 50_000 : 0);
    assertThat(shop.booked().contains("DISPUTE_WON 2000 payments")).isEqualTo(won);
    assertThat(shop.booked()).contains("DISPUTE -2000 payments", "DISPUTE -50000 credits");
  }

  @Test
  void anInquiryTakesNothing() {
    String session = shop.open(Shop.CREDITS);
    complete(session, "4000000000001976");
    shop.tellAll();
    assertThat(shop.books.account("acme").credits()).isEqualTo(50_000);
    assertThat(shop.booked()).hasSize(2);
  }

  private void complete(String session, String card) {
    shop.control("/_sandbox/sessions/" + session + "/complete", "card=" + card);
  }

  private void dispute(String session, String evidence) throws StripeException {
    String id =
        shop.get("/v1/disputes?payment_intent=" + shop.intent(session)).at("/data/0/id").asText();
    shop.stripe
        .v1()
        .disputes()
        .update(
            id,
            DisputeUpdateParams.builder()
                .setEvidence(
                    DisputeUpdateParams.Evidence.builder().setUncategorizedText(evidence).build())
                .setSubmit(true)
                .build());
  }
}
