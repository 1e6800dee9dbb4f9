package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The events that what happens leaves behind, as they are listed. */
final class EventsTest {

  private static final String PAYS = "4242424242424242";

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void tellWhatHappenedToWhichObjectAndByWhichRequest() throws StripeException {
    Customer customer =
        fixture
            .v1
            .customers()
            .create(
                CustomerCreateParams.builder().setName("Ada").build(),
                RequestOptions.builder().setIdempotencyKey("once").build());
    Event event = newest();

    assertThat(event.getId()).startsWith("evt_");
    assertThat(event.getType()).isEqualTo("customer.created");
    assertThat(event.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
    assertThat(event.getCreated()).isEqualTo(fixture.clock.instant().getEpochSecond());
    assertThat(event.getLivemode()).isFalse();
    assertThat(event.getPendingWebhooks()).isZero();
    assertThat(event.getRequest().getId()).isEqualTo(customer.getLastResponse().requestId());
    assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("once");
    assertThat(event.getDataObjectDeserializer().getObject().orElseThrow())
        .isInstanceOfSatisfying(
            Customer.class, created -> assertThat(created.getName()).isEqualTo("Ada"));
    assertThat(fixture.v1.events().retrieve(event.getId()).getType()).isEqualTo("customer.created");
  }

  @Test
  void showOnlyWhatAChangeMadeOtherwise() throws StripeException {
    Customer customer =
        fixture
            .v1
            .customers()
            .create(
                CustomerCreateParams.builder()
                    .setName("Ada")
                    .setPhone("1")
                    .addPreferredLocale("en")
                    .putMetadata("a", "1")
                    .putMetadata("b", "2")
                    .build());
    fixture
        .v1
        .customers()
        .update(
            customer.getId(),
            CustomerUpdateParams.builder()
                .setName("Grace")
                .setPhone("1")
                .addPreferredLocale("en")
                .addPreferredLocale("de")
                .putMetadata("b", "3")
                .putMetadata("c", "4")
                .build());
    Event event = newest();

    assertThat(event.getType()).isEqualTo("customer.updated");
    Map<String, Object> metadata = new java.util.HashMap<>();
    metadata.put("b", "2");
    metadata.put("c", null);
    assertThat(event.getData().getPreviousAttributes())
        .containsOnly(
            Map.entry("name", "Ada"),
            Map.entry("preferred_locales", List.of("en")),
            Map.entry("metadata", metadata));
  }

  @Test
  void areNotMadeWhereNothingChanged() throws StripeException {
    Customer customer = fixture.customer("Ada");
    fixture
        .v1
        .customers()
        .update(customer.getId(), CustomerUpdateParams.builder().setName("Ada").build());

    assertThat(newest().getType()).isEqualTo("customer.created");
  }

  @Test
  void showADeletedObjectAsItWas() throws StripeException {
    Customer customer = fixture.customer("Ada");
    fixture.v1.customers().delete(customer.getId());
    Event event = newest();

    assertThat(event.getType()).isEqualTo("customer.deleted");
    assertThat(event.getDataObjectDeserializer().getObject().orElseThrow())
        .isInstanceOfSatisfying(
            Customer.class, last -> assertThat(last.getName()).isEqualTo("Ada"));
  }

  @Test
  void areTakenBackWithTheOperation() throws Exception {
    int before = types(EventListParams.builder()).size();
    String form =
        "mode=payment&success_url=https://x.example/ok&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=1&line_items[0][price_data][product_data][name]=Gum";

    assertThat(fixture.post("/v1/checkout/sessions", form).body()).contains("amount_too_small");
    assertThat(types(EventListParams.builder())).hasSize(before);
  }

  @Test
  void nameNoRequestWhereABuyerOrTheClockCausedThem() throws Exception {
    fixture.create(Fixture.payment());
    fixture.clock.advance(Duration.ofDays(1));
    Event expired = newest();
    fixture.pay(fixture.create(Fixture.payment()).getUrl(), PAYS);
    Event completed = newest();

    assertThat(expired.getType()).isEqualTo("checkout.session.expired");
    assertThat(expired.getRequest().getId()).isNull();
    assertThat(completed.getType()).isEqualTo("checkout.session.completed");
    assertThat(completed.getRequest().getId()).isNull();
    assertThat(completed.getRequest().getIdempotencyKey()).isNull();
  }

  @Test
  void ofThePastBearTheTimeOfWhatHappened() throws StripeException {
    Session session = fixture.create(Fixture.payment());
    fixture.clock.advance(Duration.ofDays(3));

    assertThat(newest().getCreated()).isEqualTo(session.getExpiresAt());
  }

  @Test
  void ofAPurchaseEndWithTheSessionAndShowEachObjectAsItWasThen() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    fixture.pay(session.getUrl(), PAYS);
    List<String> types = types(EventListParams.builder().setLimit(100L));

    assertThat(types.get(0)).isEqualTo("checkout.session.completed");
    assertThat(types)
        .containsSubsequence(
            "invoice.payment_succeeded",
            "invoice.paid",
            "invoice.finalized",
            "invoice.created",
            "customer.subscription.created",
            "payment_intent.succeeded",
            "charge.succeeded",
            "customer.created");
    Subscription begun =
        subject(
            Subscription.class, EventListParams.builder().setType("customer.subscription.created"));
    Invoice draft = subject(Invoice.class, EventListParams.builder().setType("invoice.created"));
    Subscription now = fixture.v1.subscriptions().retrieve(begun.getId());
    assertThat(begun.getStatus()).isEqualTo("active");
    assertThat(begun.getLatestInvoice()).isEqualTo(draft.getId()).isEqualTo(now.getLatestInvoice());
    assertThat(begun.getDefaultPaymentMethod()).isEqualTo(now.getDefaultPaymentMethod());
    assertThat(draft.getStatus()).isEqualTo("draft");
  }

  @Test
  void ofASubscriptionComeBeforeThoseOfItsInvoice() throws Exception {
    String customer = fixture.billing().customer("pm_card_visa");
    fixture.billing().subscribe(Billing.of(customer, "price_pro", 1));

    assertThat(fixture.events())
        .containsSubsequence(
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "charge.succeeded",
            "payment_intent.succeeded",
            "invoice.paid",
            "invoice.payment_succeeded",
            "customer.subscription.updated");
  }

  @Test
  void areListedByTypeGroupAndTime() throws StripeException {
    fixture.customer("Ada");
    fixture.clock.advance(Duration.ofHours(1));
    long later = fixture.clock.instant().getEpochSecond();
    fixture.customer("Bob");
    fixture.v1.products().create(ProductCreateParams.builder().setName("Tea").build());

    assertThat(types(EventListParams.builder().setType("customer.*")))
        .containsExactly("customer.created", "customer.created");
    assertThat(
            types(
                EventListParams.builder()
                    .addType("product.created")
                    .addType("customer.created")
                    .setCreated(EventListParams.Created.builder().setGte(later).build())))
        .containsExactly("product.created", "customer.created");
    assertThat(types(EventListParams.builder().setLimit(1L))).containsExactly("product.created");
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () -> list(EventListParams.builder().setType("a").addType("b"))))
        .hasMessageContaining("You may only specify one of these parameters: type, types.");
  }

  @Test
  void areForgottenAfterThirtyDays() throws StripeException {
    fixture.customer("Ada");
    Event event = newest();
    fixture.clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(fixture.v1.events().retrieve(event.getId())).isNotNull();

    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(types(EventListParams.builder())).isEmpty();
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> fixture.v1.events().retrieve(event.getId())))
        .returns(404, StripeException::getStatusCode);
  }

  @Test
  void areKeptByTheSandboxsClockWhateverTestClocksShow() throws Exception {
    fixture.customer("Ada");
    for (String moment : List.of("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z")) {
      long frozen = Instant.parse(moment).getEpochSecond();
      String clock =
          fixture
              .v1
              .testHelpers()
              .testClocks()
              .create(TestClockCreateParams.builder().setFrozenTime(frozen).build())
              .getId();
      Customer frozenCustomer =
          fixture.v1.customers().create(CustomerCreateParams.builder().setTestClock(clock).build());
      fixture.v1.customers().delete(frozenCustomer.getId());
      assertThat(newest().getCreated()).isEqualTo(frozen);
    }

    assertThat(types(EventListParams.builder().setType("customer.deleted"))).hasSize(2);
    assertThat(types(EventListParams.builder().setType("customer.created"))).hasSize(3);
  }

  private Event newest() throws StripeException {
    return list(EventListParams.builder()).get(0);
  }

  private <T> T subject(Class<T> type, EventListParams.Builder params) throws StripeException {
    return type.cast(list(params).get(0).getDataObjectDeserializer().getObject().orElseThrow());
  }

  private List<String> types(EventListParams.Builder params) throws StripeException {
    return list(params).stream().map(Event::getType).toList();
  }

  private List<Event> list(EventListParams.Builder params) throws StripeException {
    return fixture.v1.events().list(params.build()).getData();
  }
}
