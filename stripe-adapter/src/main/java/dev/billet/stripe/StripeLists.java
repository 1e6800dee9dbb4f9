package dev.billet.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.InvoicePayment;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import java.util.ArrayList;
import java.util.List;

/** What belongs to a payment at Stripe, each list gone through to its end before one deadline. */
final class StripeLists {

  private final StripeConnection connection;
  private final Deadline deadline;

  StripeLists(StripeConnection connection, Deadline deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /** All that went back of a payment, or may yet come again. */
  List<Reversal> reversals(String paymentIntent) throws StripeException {
    RefundListParams.Builder refunds =
        RefundListParams.builder().setPaymentIntent(paymentIntent).setLimit(StripeConnection.PAGE);
    DisputeListParams.Builder disputes =
        DisputeListParams.builder().setPaymentIntent(paymentIntent).setLimit(StripeConnection.PAGE);
    List<Reversal> reversals = new ArrayList<>();
    all((stripe, after) -> stripe.v1().refunds().list(refunds.setStartingAfter(after).build()))
        .forEach(refund -> reversals.add(StripeFacts.reversal(refund)));
    all((stripe, after) -> stripe.v1().disputes().list(disputes.setStartingAfter(after).build()))
        .forEach(dispute -> StripeFacts.reversal(dispute).ifPresent(reversals::add));
    return reversals;
  }

  /** The session that a payment was made in; Stripe has one at most. */
  List<Session> sessions(String paymentIntent) throws StripeException {
    SessionListParams.Builder params =
        SessionListParams.builder().setPaymentIntent(paymentIntent).setLimit(StripeConnection.PAGE);
    return all(
        (stripe, after) ->
            stripe.v1().checkout().sessions().list(params.setStartingAfter(after).build()));
  }

  /** What ties a payment to the invoice that it paid. */
  List<InvoicePayment> invoicePayments(String paymentIntent) throws StripeException {
    return invoicePayments(
        InvoicePaymentListParams.builder()
            .setPayment(
                InvoicePaymentListParams.Payment.builder()
                    .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                    .setPaymentIntent(paymentIntent)
                    .build()));
  }

  /** The payments that paid an invoice; none where no money moved. */
  List<String> intentsOf(String invoice) throws StripeException {
    List<String> intents = new ArrayList<>();
    for (InvoicePayment payment :
        invoicePayments(
            InvoicePaymentListParams.builder()
                .setInvoice(invoice)
                .setStatus(InvoicePaymentListParams.Status.PAID))) {
      if (payment.getPayment() != null && payment.getPayment().getPaymentIntent() != null) {
        intents.add(payment.getPayment().getPaymentIntent());
      }
    }
    return intents;
  }

  private List<InvoicePayment> invoicePayments(InvoicePaymentListParams.Builder params)
      throws StripeException {
    params.setLimit(StripeConnection.PAGE);
    return all(
        (stripe, after) ->
            stripe.v1().invoicePayments().list(params.setStartingAfter(after).build()));
  }

  private <T extends HasId> List<T> all(StripeConnection.Page<T> page) throws StripeException {
    List<T> all = new ArrayList<>();
    connection.page(page, () -> deadline, all::add);
    return all;
  }
}
