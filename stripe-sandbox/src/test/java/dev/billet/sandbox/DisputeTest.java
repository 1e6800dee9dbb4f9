package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Disputes, from the test card that begins one to its end. */
final class DisputeTest {

  private static final long NET = 2000 - 58 - 30;

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void takesTheMoneyBack() throws Exception {
    Dispute dispute = disputed("4000000000000259");

    assertThat(dispute.getStatus()).isEqualTo("needs_response");
    assertThat(dispute.getReason()).isEqualTo("fraudulent");
    assertThat(dispute.getAmount()).isEqualTo(2000);
    assertThat(dispute.getBalanceTransactions())
        .extracting(BalanceTransaction::getNet)
        .containsExactly(-3500L);
    assertThat(fixture.v1.charges().retrieve(dispute.getCharge()).getDisputed()).isTrue();
    assertThat(balance()).isEqualTo(NET - 3500);
    assertThat(fixture.v1.disputes().retrieve(dispute.getId())).isEqualTo(dispute);
    assertThat(
            fixture
                .v1
                .disputes()
                .list(DisputeListParams.builder().setCharge(dispute.getCharge()).build())
                .getData())
        .hasSize(1);
    assertThat(fixture.events())
        .containsSubsequence("charge.dispute.created", "charge.dispute.funds_withdrawn");
    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class,
                    () ->
                        fixture
                            .v1
                            .refunds()
                            .create(
                                RefundCreateParams.builder()
                                    .setCharge(dispute.getCharge())
                                    .build()))
                .getCode())
        .isEqualTo("charge_disputed");
  }

  @Test
  void isWonByWinningEvidence() throws Exception {
    Dispute won = answer(disputed("4000000000000259"), "winning_evidence", true);

    assertThat(won.getStatus()).isEqualTo("won");
    assertThat(won.getEvidenceDetails().getSubmissionCount()).isEqualTo(1);
    assertThat(balance()).isEqualTo(NET);
    assertThat(fixture.events())
        .containsSubsequence(
            "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated");
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> answer(won, "losing_evidence", true)))
        .isNotNull();
  }

  @Test
  void isLostByLosingEvidenceOrByGivingIn() throws Exception {
    Dispute lost = answer(disputed("4000000000000259"), "losing_evidence", true);
    Dispute closed = fixture.v1.disputes().close(disputed("4000000000002685").getId());

    assertThat(lost.getStatus()).isEqualTo("lost");
    assertThat(closed.getStatus()).isEqualTo("lost");
    assertThat(closed.getReason()).isEqualTo("product_not_received");
    assertThat(balance()).isEqualTo(2 * (NET - 3500));
    assertThat(fixture.events())
        .contains("charge.dispute.closed")
        .doesNotContain("charge.dispute.funds_reinstated");
  }

  @Test
  void isLostWithoutAnAnswerInTime() throws Exception {
    Dispute dispute = disputed("4000000000000259");
    fixture.clock.advance(Duration.ofDays(10));
    Dispute lost = fixture.v1.disputes().retrieve(dispute.getId());

    assertThat(lost.getStatus()).isEqualTo("lost");
    assertThat(lost.getEvidenceDetails().getPastDue()).isTrue();
    assertThat(fixture.events()).contains("charge.dispute.closed");
  }

  @Test
  void keepsEvidenceThatIsNotYetSubmitted() throws Exception {
    Dispute staged = answer(disputed("4000000000000259"), "winning_evidence", false);

    assertThat(staged.getStatus()).isEqualTo("needs_response");
    assertThat(staged.getEvidenceDetails().getHasEvidence()).isTrue();
    assertThat(answer(staged, "something else", true).getStatus()).isEqualTo("under_review");
  }

  @Test
  void onlyAsksInAnInquiry() throws Exception {
    Dispute inquiry = disputed("4000000000001976");

    assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
    assertThat(balance()).isEqualTo(NET);
    assertThat(fixture.v1.charges().retrieve(inquiry.getCharge()).getDisputed()).isFalse();
    assertThat(fixture.events()).doesNotContain("charge.dispute.funds_withdrawn");
  }

  private Dispute disputed(String card) throws Exception {
    Session session = fixture.create(Fixture.payment());
    assertThat(fixture.pay(session.getUrl(), card).statusCode()).isEqualTo(303);
    return fixture.v1.disputes().list().getData().get(0);
  }

  private Dispute answer(Dispute dispute, String evidence, boolean submit) throws StripeException {
    return fixture
        .v1
        .disputes()
        .update(
            dispute.getId(),
            DisputeUpdateParams.builder()
                .setEvidence(
                    DisputeUpdateParams.Evidence.builder().setUncategorizedText(evidence).build())
                .setSubmit(submit)
                .build());
  }

  private long balance() throws StripeException {
    return fixture.v1.balance().retrieve().getAvailable().get(0).getAmount()
        + fixture.v1.balance().retrieve().getPending().get(0).getAmount();
  }
}
