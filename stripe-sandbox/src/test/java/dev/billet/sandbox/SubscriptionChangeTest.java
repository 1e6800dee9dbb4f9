package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionItemCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is changed of a subscription that runs: its metadata, its price and its items. */
final class SubscriptionChangeTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void updatesMetadataAndTellsWhatWasBefore() throws StripeException {
    Subscription subscription = billing.active();

    Subscription updated =
        fixture
            .v1
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder().putMetadata("seat", "7").build());

    assertThat(updated.getMetadata()).containsExactly(Map.entry("seat", "7"));
    Event event = fixture.newest("customer.subscription.updated");
    assertThat(event.getData().getPreviousAttributes()).containsOnlyKeys("metadata");
  }

  @Test
  void changesItsQuantityAndProrates() throws StripeException {
    Subscription subscription = billing.active();
    String item = subscription.getItems().getData().get(0).getId();
    long half =
        (subscription.getItems().getData().get(0).getCurrentPeriodEnd()
                - subscription.getItems().getData().get(0).getCurrentPeriodStart())
            / 2;
    fixture.clock.advance(Duration.ofSeconds(half));

    Subscription updated =
        fixture
            .v1
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .addItem(
                        SubscriptionUpdateParams.Item.builder().setId(item).setQuantity(2L).build())
                    .build());

    assertThat(updated.getItems().getData().get(0).getQuantity()).isEqualTo(2);
    assertThat(updated.getLatestInvoice()).isEqualTo(subscription.getLatestInvoice());
    List<InvoiceItem> pending =
        fixture
            .v1
            .invoiceItems()
            .list(InvoiceItemListParams.builder().setPending(true).build())
            .getData();
    assertThat(pending).extracting(InvoiceItem::getAmount).containsExactly(2900L, -1450L);
    assertThat(pending.get(0).getDescription()).startsWith("Remaining time on 2 × Pro plan after");
    assertThat(pending.get(1).getDescription()).startsWith("Unused time on Pro plan after");
    assertThat(pending.get(0).getProration()).isTrue();
  }

  @Test
  void changesItsPriceWithoutProrationWhereToldSo() throws StripeException {
    Subscription subscription = billing.active();
    String item = subscription.getItems().getData().get(0).getId();
    Price other = billing.price(4900, PriceCreateParams.Recurring.Interval.MONTH);

    Subscription updated =
        fixture
            .v1
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                    .addItem(
                        SubscriptionUpdateParams.Item.builder()
                            .setId(item)
                            .setPrice(other.getId())
                            .build())
                    .build());

    assertThat(updated.getItems().getData().get(0).getPrice().getId()).isEqualTo(other.getId());
    assertThat(updated.getItems().getData().get(0).getId()).isEqualTo(item);
    assertThat(fixture.v1.invoiceItems().list().getData()).isEmpty();
    assertThat(updated.getLatestInvoice()).isEqualTo(subscription.getLatestInvoice());
  }

  @Test
  void beginsANewPeriodWhereItsIntervalChanges() throws StripeException {
    Subscription subscription = billing.active();
    String item = subscription.getItems().getData().get(0).getId();
    Price yearly = billing.price(29000, PriceCreateParams.Recurring.Interval.YEAR);

    Subscription updated =
        fixture
            .v1
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .addItem(
                        SubscriptionUpdateParams.Item.builder()
                            .setId(item)
                            .setPrice(yearly.getId())
                            .build())
                    .build());

    Invoice invoice = fixture.v1.invoices().retrieve(updated.getLatestInvoice());
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getTotal()).isEqualTo(29000 - 2900);
    assertThat(invoice.getLines().getData()).hasSize(2);
  }

  @Test
  void addsChangesAndRemovesItems() throws StripeException {
    Subscription subscription = billing.active();
    String first = subscription.getItems().getData().get(0).getId();
    Price extra = billing.price(500, PriceCreateParams.Recurring.Interval.MONTH);
    var items = fixture.v1.subscriptionItems();

    SubscriptionItem added =
        items.create(
            SubscriptionItemCreateParams.builder()
                .setSubscription(subscription.getId())
                .setPrice(extra.getId())
                .setQuantity(4L)
                .build());
    assertThat(items.retrieve(added.getId()).getQuantity()).isEqualTo(4);
    assertThat(
            Fixture.refused(
                () ->
                    items.create(
                        SubscriptionItemCreateParams.builder()
                            .setSubscription(subscription.getId())
                            .setPrice(extra.getId())
                            .build())))
        .hasMessageContaining("multiple subscription items with the same plan");
    SubscriptionItem changed =
        items.update(
            added.getId(),
            SubscriptionItemUpdateParams.builder().setQuantity(5L).putMetadata("a", "1").build());
    assertThat(changed.getQuantity()).isEqualTo(5);
    assertThat(items(subscription)).containsExactly(first, added.getId());

    assertThat(items.delete(added.getId()).getDeleted()).isTrue();
    assertThat(items(subscription)).containsExactly(first);
    assertThat(Fixture.refused(() -> items.delete(first)))
        .hasMessageContaining("must have at least one active plan");
    assertThat(Fixture.refused(() -> items.retrieve(added.getId())))
        .returns(404, StripeException::getStatusCode);
  }

  private List<String> items(Subscription subscription) throws StripeException {
    return fixture
        .v1
        .subscriptionItems()
        .list(SubscriptionItemListParams.builder().setSubscription(subscription.getId()).build())
        .getData()
        .stream()
        .map(SubscriptionItem::getId)
        .toList();
  }
}
