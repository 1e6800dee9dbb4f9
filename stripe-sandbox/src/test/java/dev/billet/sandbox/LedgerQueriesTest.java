package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.HasId;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.model.Subscription;
import com.stripe.model.billingportal.Configuration;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.billingportal.ConfigurationListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.service.V1Services;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a server asks that keeps books of its own: which objects belong to what it knows. */
final class LedgerQueriesTest {

  private static final String PAYS = "4242424242424242";

  @AutoClose private final Fixture fixture = new Fixture();
  private final V1Services stripe = fixture.v1;

  @Test
  void findsTheSessionOfAPaymentASubscriptionOrACustomer() throws Exception {
    Session once = paid(fixture.create(Fixture.payment()), PAYS);
    Session monthly = paid(fixture.create(Fixture.subscription()), PAYS);
    fixture.create(Fixture.payment());

    assertThat(sessions(SessionListParams.builder().setPaymentIntent(once.getPaymentIntent())))
        .containsExactly(once.getId());
    assertThat(sessions(SessionListParams.builder().setSubscription(monthly.getSubscription())))
        .containsExactly(monthly.getId());
    assertThat(sessions(SessionListParams.builder().setCustomer(monthly.getCustomer())))
        .containsExactly(monthly.getId());
    assertThat(sessions(SessionListParams.builder().setPaymentIntent("pi_none"))).isEmpty();
  }

  @Test
  void findsWhatIsNewSinceAMoment() throws Exception {
    Session old = bought();
    fixture.clock.advance(Duration.ofHours(1));
    long since = fixture.clock.instant().getEpochSecond();
    Session late = bought();

    assertThat(
            sessions(
                SessionListParams.builder()
                    .setCreated(SessionListParams.Created.builder().setGte(since).build())))
        .containsExactly(late.getId());
    assertThat(
            sessions(
                SessionListParams.builder()
                    .setCreated(SessionListParams.Created.builder().setLt(since).build())))
        .containsExactly(old.getId());
    Refund refund = refunded(late);
    assertThat(
            ids(
                stripe
                    .refunds()
                    .list(
                        RefundListParams.builder()
                            .setCreated(RefundListParams.Created.builder().setGte(since).build())
                            .build())))
        .containsExactly(refund.getId());
    assertThat(
            stripe
                .disputes()
                .list(
                    DisputeListParams.builder()
                        .setCreated(DisputeListParams.Created.builder().setGte(since).build())
                        .build())
                .getData())
        .extracting(Dispute::getPaymentIntent)
        .doesNotContain(old.getPaymentIntent());
    assertThat(
            stripe
                .events()
                .list(
                    EventListParams.builder()
                        .setCreated(EventListParams.Created.builder().setGte(since).build())
                        .addType("checkout.session.completed")
                        .addType("refund.created")
                        .build())
                .getData())
        .extracting(Event::getType)
        .containsExactly("refund.created", "checkout.session.completed");
  }

  @Test
  void findsTheRefundsOfAPayment() throws Exception {
    Refund refund = refunded(bought());
    refunded(bought());

    assertThat(
            ids(
                stripe
                    .refunds()
                    .list(
                        RefundListParams.builder()
                            .setPaymentIntent(refund.getPaymentIntent())
                            .build())))
        .containsExactly(refund.getId());
  }

  @Test
  void findsTheDisputesOfAPaymentAndOfATime() throws Exception {
    Session disputed = paid(fixture.create(Fixture.payment()), "4000000000000259");
    paid(fixture.create(Fixture.payment()), "4000000000000259");
    long now = fixture.clock.instant().getEpochSecond();

    assertThat(
            stripe
                .disputes()
                .list(
                    DisputeListParams.builder()
                        .setPaymentIntent(disputed.getPaymentIntent())
                        .setCreated(DisputeListParams.Created.builder().setGte(now).build())
                        .build())
                .getData())
        .singleElement()
        .returns(disputed.getPaymentIntent(), Dispute::getPaymentIntent);
    assertThat(
            stripe
                .disputes()
                .list(
                    DisputeListParams.builder()
                        .setCreated(DisputeListParams.Created.builder().setGt(now).build())
                        .build())
                .getData())
        .isEmpty();
  }

  @Test
  void findsACustomersSubscriptionsWhateverBecameOfThem() throws Exception {
    Billing billing = fixture.billing();
    String customer = billing.customer("pm_card_visa");
    Subscription ended = billing.subscribe(Billing.of(customer, "price_pro", 1));
    stripe.subscriptions().cancel(ended.getId());
    Subscription runs = billing.subscribe(Billing.of(customer, "price_pro", 2));
    billing.subscribe(Billing.of(billing.customer("pm_card_visa"), "price_pro", 1));
    SubscriptionListParams.Builder theirs = SubscriptionListParams.builder().setCustomer(customer);

    assertThat(ids(stripe.subscriptions().list(theirs.build()))).containsExactly(runs.getId());
    assertThat(
            ids(
                stripe
                    .subscriptions()
                    .list(theirs.setStatus(SubscriptionListParams.Status.ALL).build())))
        .containsExactly(runs.getId(), ended.getId());
  }

  @Test
  void findsPaidInvoicesOfATimeAndTheInvoiceThatAPaymentIsFor() throws Exception {
    Billing billing = fixture.billing();
    billing.subscribe(Billing.of(billing.customer("pm_card_visa"), "price_pro", 1));
    fixture.clock.advance(Duration.ofHours(1));
    long since = fixture.clock.instant().getEpochSecond();
    Session session = paid(fixture.create(Fixture.subscription()), PAYS);
    Invoice paid =
        stripe
            .invoices()
            .list(
                InvoiceListParams.builder()
                    .setCreated(InvoiceListParams.Created.builder().setGte(since).build())
                    .setStatus(InvoiceListParams.Status.PAID)
                    .build())
            .getData()
            .get(0);
    String intent =
        stripe
            .invoicePayments()
            .list(InvoicePaymentListParams.builder().setInvoice(paid.getId()).build())
            .getData()
            .get(0)
            .getPayment()
            .getPaymentIntent();

    assertThat(paid.getId()).isEqualTo(session.getInvoice());
    assertThat(
            stripe
                .invoicePayments()
                .list(
                    InvoicePaymentListParams.builder()
                        .setPayment(
                            InvoicePaymentListParams.Payment.builder()
                                .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                                .setPaymentIntent(intent)
                                .build())
                        .build())
                .getData())
        .singleElement()
        .returns(paid.getId(), InvoicePayment::getInvoice);
  }

  @Test
  void opensThePortalWithADefaultConfigurationThatItKeeps() throws Exception {
    String customer = fixture.billing().customer(null);
    String used = portal(customer);

    assertThat(portal(customer)).isEqualTo(used);
    assertThat(
            stripe
                .billingPortal()
                .configurations()
                .list(ConfigurationListParams.builder().setIsDefault(true).build())
                .getData())
        .singleElement()
        .returns(used, Configuration::getId)
        .returns(true, Configuration::getActive);
  }

  @Test
  void saysWhoseAccountItIs() throws Exception {
    Account own = stripe.accounts().retrieveCurrent();
    Account other = fixture.client("sk_test_other").v1().accounts().retrieveCurrent();
    fixture.sandbox.reset();

    assertThat(own.getId()).matches("acct_1[0-9A-Za-z]{16}");
    assertThat(own.getChargesEnabled()).isTrue();
    assertThat(own.getPayoutsEnabled()).isTrue();
    assertThat(own.getDetailsSubmitted()).isTrue();
    assertThat(own.getDefaultCurrency()).isEqualTo("usd");
    assertThat(own.getSettings().getPayouts().getSchedule().getInterval()).isEqualTo("daily");
    assertThat(own.getRequirements().getCurrentlyDue()).isEmpty();
    assertThat(other.getId()).startsWith("acct_1").isNotEqualTo(own.getId());
    assertThat(stripe.accounts().retrieveCurrent()).isEqualTo(own);
  }

  @Test
  void knowsAConnectedAccountByItsId() throws Exception {
    RequestOptions connected = RequestOptions.builder().setStripeAccount("acct_connected").build();

    assertThat(stripe.accounts().retrieveCurrent(connected).getId()).isEqualTo("acct_connected");
  }

  private Session bought() throws Exception {
    return paid(fixture.create(Fixture.payment()), PAYS);
  }

  private Session paid(Session session, String card) throws Exception {
    fixture.pay(session.getUrl(), card);
    return fixture.retrieve(session.getId());
  }

  private Refund refunded(Session session) throws StripeException {
    return stripe
        .refunds()
        .create(RefundCreateParams.builder().setPaymentIntent(session.getPaymentIntent()).build());
  }

  private String portal(String customer) throws StripeException {
    return stripe
        .billingPortal()
        .sessions()
        .create(
            com.stripe.param.billingportal.SessionCreateParams.builder()
                .setCustomer(customer)
                .build())
        .getConfiguration();
  }

  private List<String> sessions(SessionListParams.Builder params) throws StripeException {
    return ids(stripe.checkout().sessions().list(params.build()));
  }

  private static List<String> ids(StripeCollection<? extends HasId> list) {
    return list.getData().stream().map(HasId::getId).toList();
  }
}
