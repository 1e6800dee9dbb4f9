package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemUpdateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.InvoiceUpdateParams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Invoices that a merchant makes, and the items on them. */
final class InvoiceTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void goesFromDraftToPaid() throws StripeException {
    String customer = billing.customer("pm_card_visa");
    item(customer, 1200, null);
    item(customer, 300, null);

    Invoice draft = draft(customer);
    assertThat(draft.getStatus()).isEqualTo("draft");
    assertThat(draft.getNumber()).isNull();
    assertThat(draft.getTotal()).isEqualTo(1500);
    assertThat(draft.getLines().getData())
        .extracting(InvoiceLineItem::getAmount)
        .containsExactly(1200L, 300L);

    Invoice open = fixture.v1.invoices().finalizeInvoice(draft.getId());
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getNumber()).endsWith("-0001");
    assertThat(open.getAmountRemaining()).isEqualTo(1500);

    Invoice paid = fixture.v1.invoices().pay(draft.getId());
    assertThat(paid.getStatus()).isEqualTo("paid");
    assertThat(paid.getAmountPaid()).isEqualTo(1500);
    assertThat(paid.getAttemptCount()).isEqualTo(1);
    assertThat(
            fixture
                .v1
                .invoicePayments()
                .list(InvoicePaymentListParams.builder().setInvoice(paid.getId()).build())
                .getData()
                .get(0)
                .getStatus())
        .isEqualTo("paid");
    assertThat(Fixture.refused(() -> fixture.v1.invoices().pay(draft.getId())))
        .hasMessageContaining("already paid");
    assertThat(billing.events().stream().map(Event::getType))
        .contains(
            "invoiceitem.created",
            "invoice.created",
            "invoice.finalized",
            "payment_intent.succeeded",
            "invoice_payment.paid",
            "invoice.paid",
            "invoice.payment_succeeded");
  }

  @Test
  void staysOpenWhenTheCardIsDeclined() throws StripeException {
    String customer = billing.customer("pm_card_chargeCustomerFail");
    item(customer, 1200, null);
    Invoice draft = draft(customer);

    assertThat(
            catchThrowableOfType(
                CardException.class, () -> fixture.v1.invoices().pay(draft.getId())))
        .returns("card_declined", StripeException::getCode);
    Invoice open = fixture.v1.invoices().retrieve(draft.getId());
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getAttempted()).isTrue();
    assertThat(open.getAttemptCount()).isEqualTo(1);
  }

  @Test
  void isPaidOutOfBandVoidedOrGivenUp() throws StripeException {
    String customer = billing.customer(null);
    Invoice paid = open(customer, 500);
    Invoice voided = open(customer, 600);
    Invoice lost = open(customer, 700);
    var invoices = fixture.v1.invoices();

    assertThat(
            invoices
                .pay(paid.getId(), InvoicePayParams.builder().setPaidOutOfBand(true).build())
                .getStatus())
        .isEqualTo("paid");
    assertThat(invoices.voidInvoice(voided.getId()).getStatus()).isEqualTo("void");
    assertThat(invoices.markUncollectible(lost.getId()).getStatus()).isEqualTo("uncollectible");
    assertThat(Fixture.refused(() -> invoices.pay(voided.getId()))).hasMessageContaining("void");
    assertThat(Fixture.refused(() -> invoices.voidInvoice(paid.getId())))
        .returns("invoice_not_editable", StripeException::getCode);
  }

  @Test
  void changesAndDeletesDraftsOnly() throws StripeException {
    String customer = billing.customer(null);
    Invoice draft = draft(customer);
    InvoiceItem item = item(customer, 800, draft.getId());
    var invoices = fixture.v1.invoices();
    assertThat(invoices.retrieve(draft.getId()).getTotal()).isEqualTo(800);

    fixture
        .v1
        .invoiceItems()
        .update(item.getId(), InvoiceItemUpdateParams.builder().setAmount(900L).build());
    assertThat(invoices.retrieve(draft.getId()).getTotal()).isEqualTo(900);
    fixture.v1.invoiceItems().delete(item.getId());
    assertThat(invoices.retrieve(draft.getId()).getLines().getData()).isEmpty();
    assertThat(
            invoices
                .update(draft.getId(), InvoiceUpdateParams.builder().setDescription("Work").build())
                .getDescription())
        .isEqualTo("Work");

    assertThat(invoices.delete(draft.getId()).getDeleted()).isTrue();
    Invoice open = open(customer, 500);
    assertThat(Fixture.refused(() -> invoices.delete(open.getId())))
        .returns("invoice_not_editable", StripeException::getCode);
    assertThat(
            Fixture.refused(
                () ->
                    invoices.update(
                        open.getId(),
                        InvoiceUpdateParams.builder().setDescription("Late").build())))
        .returns("invoice_not_editable", StripeException::getCode);
    assertThat(
            invoices
                .update(open.getId(), InvoiceUpdateParams.builder().putMetadata("po", "7").build())
                .getMetadata())
        .containsEntry("po", "7");
  }

  @Test
  void advancesByItselfWhereItIsTold() throws StripeException {
    String customer = billing.customer("pm_card_visa");
    item(customer, 1000, null);
    Invoice draft =
        fixture
            .v1
            .invoices()
            .create(
                InvoiceCreateParams.builder()
                    .setCustomer(customer)
                    .setAutoAdvance(true)
                    .setPendingInvoiceItemsBehavior(
                        InvoiceCreateParams.PendingInvoiceItemsBehavior.INCLUDE)
                    .build());

    fixture.clock.advance(Duration.ofHours(1));

    assertThat(fixture.v1.invoices().retrieve(draft.getId()).getStatus()).isEqualTo("paid");
  }

  private InvoiceItem item(String customer, long amount, @Nullable String invoice)
      throws StripeException {
    InvoiceItemCreateParams.Builder params =
        InvoiceItemCreateParams.builder()
            .setCustomer(customer)
            .setAmount(amount)
            .setCurrency("usd")
            .setDescription("Work");
    if (invoice != null) {
      params.setInvoice(invoice);
    }
    return fixture.v1.invoiceItems().create(params.build());
  }

  private Invoice draft(String customer) throws StripeException {
    return fixture
        .v1
        .invoices()
        .create(
            InvoiceCreateParams.builder()
                .setCustomer(customer)
                .setPendingInvoiceItemsBehavior(
                    InvoiceCreateParams.PendingInvoiceItemsBehavior.INCLUDE)
                .build());
  }

  private Invoice open(String customer, long amount) throws StripeException {
    item(customer, amount, null);
    return fixture.v1.invoices().finalizeInvoice(draft(customer).getId());
  }
}
