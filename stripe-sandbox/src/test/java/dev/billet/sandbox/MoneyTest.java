package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.ChargeListParams;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.ChargeUpdateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundUpdateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Money that Checkout took: its charges, its way back, and the balance that adds it all up. */
final class MoneyTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void chargesTheCardOfASession() throws Exception {
    PaymentIntent intent = paid("5555555555554444");
    Charge charge = intent.getLatestChargeObject();

    assertThat(charge.getAmountCaptured()).isEqualTo(2000);
    assertThat(charge.getStatus()).isEqualTo("succeeded");
    assertThat(charge.getPaid()).isTrue();
    assertThat(charge.getPaymentIntent()).isEqualTo(intent.getId());
    assertThat(charge.getPaymentMethod()).isEqualTo(intent.getPaymentMethod());
    assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4444");
    assertThat(charge.getPaymentMethodDetails().getCard().getBrand()).isEqualTo("mastercard");
    assertThat(charge.getBillingDetails().getEmail()).isEqualTo("ada@shop.example");
    assertThat(charge.getOutcome().getType()).isEqualTo("authorized");
    assertThat(
            fixture
                .v1
                .charges()
                .list(ChargeListParams.builder().setPaymentIntent(intent.getId()).build())
                .getData())
        .containsExactly(fixture.v1.charges().retrieve(charge.getId()));
  }

  @Test
  void changesWhatIsSaidOfACharge() throws Exception {
    String id = paid("4242424242424242").getLatestCharge();
    Charge charge =
        fixture
            .v1
            .charges()
            .update(
                id,
                ChargeUpdateParams.builder()
                    .setDescription("Order 7")
                    .putMetadata("order", "7")
                    .build());

    assertThat(charge.getDescription()).isEqualTo("Order 7");
    assertThat(fixture.v1.charges().retrieve(id).getMetadata())
        .containsExactly(Map.entry("order", "7"));
  }

  @Test
  void keepsOneIntentHoweverOftenTheBuyerTries() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.pay(session.getUrl(), "4000000000009995");
    assertThat(fixture.retrieve(session.getId()).getPaymentIntent()).isNull();
    PaymentIntent failed = fixture.v1.paymentIntents().list().getData().get(0);
    fixture.pay(session.getUrl(), "4242424242424242");
    List<Charge> charges = fixture.v1.charges().list().getData();

    assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
    assertThat(failed.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
    assertThat(failed.getLastPaymentError().getCharge()).isEqualTo(failed.getLatestCharge());
    assertThat(fixture.retrieve(session.getId()).getPaymentIntent()).isEqualTo(failed.getId());
    assertThat(charges).extracting(Charge::getStatus).containsExactly("succeeded", "failed");
    assertThat(charges.get(1).getFailureCode()).isEqualTo("card_declined");
    assertThat(charges.get(1).getOutcome().getReason()).isEqualTo("insufficient_funds");
    assertThat(fixture.events())
        .containsSubsequence(
            "payment_intent.created",
            "charge.failed",
            "payment_intent.payment_failed",
            "charge.succeeded",
            "payment_intent.succeeded",
            "charge.updated",
            "checkout.session.completed")
        .containsOnlyOnce("payment_intent.created");
  }

  @Test
  void cancelsTheIntentOfASessionThatExpires() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.pay(session.getUrl(), "4000000000000002");
    fixture.v1.checkout().sessions().expire(session.getId());

    assertThat(fixture.v1.paymentIntents().list().getData().get(0).getStatus())
        .isEqualTo("canceled");
    assertThat(fixture.events())
        .containsSubsequence("checkout.session.expired", "payment_intent.canceled");
  }

  @Test
  void refundsInPartsUpToTheWhole() throws Exception {
    PaymentIntent intent = paid("4242424242424242");
    Refund part = refund(RefundCreateParams.builder().setCharge(intent.getLatestCharge()), 500L);
    Charge partly = fixture.v1.charges().retrieve(intent.getLatestCharge());
    Refund rest =
        fixture
            .v1
            .refunds()
            .create(
                RefundCreateParams.builder()
                    .setPaymentIntent(intent.getId())
                    .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                    .putMetadata("why", "changed her mind")
                    .build());
    Charge wholly =
        fixture
            .v1
            .charges()
            .retrieve(
                intent.getLatestCharge(),
                ChargeRetrieveParams.builder().addExpand("refunds").build());

    assertThat(part.getStatus()).isEqualTo("succeeded");
    assertThat(part.getPaymentIntent()).isEqualTo(intent.getId());
    assertThat(partly.getAmountRefunded()).isEqualTo(500);
    assertThat(partly.getRefunded()).isFalse();
    assertThat(rest.getAmount()).isEqualTo(1500);
    assertThat(rest.getReason()).isEqualTo("requested_by_customer");
    assertThat(wholly.getAmountRefunded()).isEqualTo(2000);
    assertThat(wholly.getRefunded()).isTrue();
    assertThat(wholly.getRefunds().getData())
        .extracting(Refund::getId)
        .containsExactly(rest.getId(), part.getId());
    assertThat(
            fixture
                .v1
                .refunds()
                .list(RefundListParams.builder().setCharge(wholly.getId()).setLimit(1L).build())
                .getHasMore())
        .isTrue();
    assertThat(fixture.events()).containsSubsequence("refund.created", "charge.refunded");
  }

  @Test
  void refundsNoMoreThanWasPaid() throws Exception {
    PaymentIntent intent = paid("4242424242424242");
    String charge = intent.getLatestCharge();

    assertThat(refused(RefundCreateParams.builder().setCharge(charge), 2001L).getMessage())
        .contains("Refund amount ($20.01) is greater than charge amount ($20.00)");
    refund(RefundCreateParams.builder().setCharge(charge), 1500L);
    InvalidRequestException more = refused(RefundCreateParams.builder().setCharge(charge), 501L);
    assertThat(more.getMessage())
        .contains("Refund amount ($5.01) is greater than unrefunded amount on charge ($5.00)");
    assertThat(more.getParam()).isEqualTo("amount");
    refund(RefundCreateParams.builder().setCharge(charge), null);
    InvalidRequestException again = refused(RefundCreateParams.builder().setCharge(charge), null);
    assertThat(again.getCode()).isEqualTo("charge_already_refunded");
    assertThat(again.getMessage()).contains("Charge " + charge + " has already been refunded.");
    assertThat(refused(RefundCreateParams.builder(), 5L).getMessage())
        .contains(
            "One of the following params should be provided for this request: payment_intent or charge.");
    assertThat(refused(RefundCreateParams.builder().setCharge("ch_none"), null).getCode())
        .isEqualTo("resource_missing");
  }

  @Test
  void changesTheMetadataOfARefundAndCancelsNone() throws Exception {
    PaymentIntent intent = paid("4242424242424242");
    Refund refund = refund(RefundCreateParams.builder().setPaymentIntent(intent.getId()), null);
    fixture
        .v1
        .refunds()
        .update(refund.getId(), RefundUpdateParams.builder().putMetadata("a", "b").build());

    assertThat(fixture.v1.refunds().retrieve(refund.getId()).getMetadata())
        .containsExactly(Map.entry("a", "b"));
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> fixture.v1.refunds().cancel(refund.getId())))
        .hasMessageContaining("requires_action");
  }

  @Test
  void letsABankThinkAboutARefund() throws Exception {
    PaymentIntent slow = paid("4000000000007726");
    PaymentIntent failing = paid("4000000000005126");
    Refund pending = refund(RefundCreateParams.builder().setPaymentIntent(slow.getId()), null);
    Refund doomed = refund(RefundCreateParams.builder().setPaymentIntent(failing.getId()), null);
    assertThat(pending.getStatus()).isEqualTo("pending");
    assertThat(doomed.getStatus()).isEqualTo("succeeded");

    fixture.clock.advance(Duration.ofMinutes(1));
    Refund failed = fixture.v1.refunds().retrieve(doomed.getId());

    assertThat(fixture.v1.refunds().retrieve(pending.getId()).getStatus()).isEqualTo("succeeded");
    assertThat(failed.getStatus()).isEqualTo("failed");
    assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
    assertThat(fixture.v1.charges().retrieve(failing.getLatestCharge()).getAmountRefunded())
        .isZero();
    assertThat(fixture.events())
        .contains("refund.updated", "refund.failed", "charge.refund.updated");
  }

  @Test
  void addsUpTheBalance() throws Exception {
    PaymentIntent intent = paid("4242424242424242");
    paid("4000000000000077");
    refund(RefundCreateParams.builder().setPaymentIntent(intent.getId()), 300L);
    BalanceTransaction taken = intent.getLatestChargeObject().getBalanceTransactionObject();

    assertThat(taken.getAmount()).isEqualTo(2000);
    assertThat(taken.getFee()).isEqualTo(58 + 30);
    assertThat(taken.getNet()).isEqualTo(1912);
    assertThat(taken.getStatus()).isEqualTo("pending");
    assertThat(taken.getSource()).isEqualTo(intent.getLatestCharge());
    Balance before = fixture.v1.balance().retrieve();
    assertThat(before.getPending().get(0).getAmount()).isEqualTo(1912);
    assertThat(before.getAvailable().get(0).getAmount()).isEqualTo(1912 - 300);

    fixture.clock.advance(Duration.ofDays(3));
    Balance after = fixture.v1.balance().retrieve();
    long sum =
        fixture.v1.balanceTransactions().list().getData().stream()
            .mapToLong(BalanceTransaction::getNet)
            .sum();

    assertThat(after.getPending().get(0).getAmount()).isZero();
    assertThat(after.getAvailable().get(0).getAmount()).isEqualTo(sum).isEqualTo(2 * 1912 - 300);
    assertThat(
            fixture
                .v1
                .balanceTransactions()
                .list(BalanceTransactionListParams.builder().setType("refund").build())
                .getData())
        .extracting(BalanceTransaction::getNet)
        .containsExactly(-300L);
    assertThat(fixture.events()).contains("balance.available");
  }

  @Test
  void hasAnEmptyBalanceAtFirst() throws StripeException {
    Balance balance = fixture.v1.balance().retrieve();

    assertThat(balance.getAvailable().get(0).getAmount()).isZero();
    assertThat(balance.getAvailable().get(0).getCurrency()).isEqualTo("usd");
  }

  private PaymentIntent paid(String card) throws Exception {
    Session session = fixture.create(Fixture.payment());
    assertThat(fixture.pay(session.getUrl(), card).statusCode()).isEqualTo(303);
    return fixture
        .v1
        .paymentIntents()
        .retrieve(
            fixture.retrieve(session.getId()).getPaymentIntent(),
            PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.balance_transaction")
                .build());
  }

  private Refund refund(RefundCreateParams.Builder params, @Nullable Long amount)
      throws StripeException {
    if (amount != null) {
      params.setAmount(amount);
    }
    return fixture.v1.refunds().create(params.build());
  }

  private InvalidRequestException refused(
      RefundCreateParams.Builder params, @Nullable Long amount) {
    return catchThrowableOfType(InvalidRequestException.class, () -> refund(params, amount));
  }
}
