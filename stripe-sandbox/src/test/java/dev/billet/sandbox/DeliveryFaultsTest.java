package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import dev.billet.sandbox.Receiver.Received;
import dev.billet.sandbox.webhook.DeliveryFault;
import dev.billet.sandbox.webhook.DeliveryFault.Kind;
import dev.billet.sandbox.webhook.DeliveryFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of webhooks under trouble, and that the log accounts for each. */
final class DeliveryFaultsTest {

  private final Receiver receiver = new Receiver();
  private final Fixture fixture = new Fixture(Sandbox.builder().webhook(receiver.url("/hook")));
  private final DeliveryFaults faults = fixture.sandbox.webhooks().faults();

  @AfterEach
  void stop() {
    fixture.close();
    receiver.close();
  }

  @Test
  void duplicate() throws Exception {
    String id = faults.add(DeliveryFault.on("customer.created", Kind.DUPLICATE).times(1));
    customer("Ada");
    customer("Bob");
    List<Received> received = receiver.next(3);
    Await.until("all told", () -> attempts() == 3);

    assertThat(received.stream().map(Received::id).distinct()).hasSize(2);
    assertThat(statuses()).containsOnly("succeeded");
    assertThat(faults.met(id)).isEqualTo(1);
    assertThat(undelivered()).isZero();
  }

  @Test
  void drop() throws Exception {
    faults.add(DeliveryFault.on("customer.*", Kind.DROP).times(1));
    customer("Ada");
    customer("Bob");

    assertThat(receiver.next().body()).contains("\"Bob\"");
    Await.until("settled", () -> !statuses().contains("pending"));
    assertThat(statuses()).containsExactly("succeeded", "dropped");
    assertThat(undelivered()).isEqualTo(1);

    ObjectNode dropped = fixture.sandbox.webhooks().deliveries().get(1);
    fixture
        .sandbox
        .webhooks()
        .resend(dropped.get("event").textValue(), dropped.get("webhook_endpoint").textValue());
    assertThat(receiver.next().body()).contains("\"Ada\"");
    Await.until("told", () -> undelivered() == 0);
  }

  @Test
  void delay() throws Exception {
    Duration hour = Duration.ofHours(1);
    faults.add(DeliveryFault.on("customer.created", Kind.DELAY).after(hour).times(1));
    customer("Ada");
    customer("Bob");

    assertThat(receiver.next().body()).contains("\"Bob\"");
    Await.until(
        "put off",
        () -> fixture.sandbox.webhooks().deliveries().get(1).get("next_attempt").isNumber());
    fixture.clock.advance(hour);
    assertThat(receiver.next().body()).contains("\"Ada\"");
    Await.until("settled", () -> !statuses().contains("pending"));
    assertThat(statuses()).containsExactly("succeeded", "succeeded");
  }

  @Test
  void reorderTwo() throws Exception {
    faults.add(DeliveryFault.on("customer.created", Kind.REORDER));
    customer("Ada");
    fixture.post("/v1/products", "name=Tea");

    assertThat(receiver.next(2).stream().map(Received::type))
        .containsExactly("product.created", "customer.created");
  }

  @Test
  void reorderOnlyAsLongAsSomethingMayCome() throws Exception {
    faults.add(DeliveryFault.on("*", Kind.REORDER));
    customer("Ada");
    fixture.clock.advance(DeliveryFault.HELD);

    assertThat(receiver.next().type()).isEqualTo("customer.created");
  }

  @Test
  void reorderAWholePurchase() throws Exception {
    faults.add(DeliveryFault.on("*", Kind.REORDER));
    fixture.sandbox.complete(fixture.create(Fixture.subscription()).getId());
    fixture.clock.advance(DeliveryFault.HELD);
    Await.until("settled", () -> !statuses().contains("pending"));
    List<String> received = receiver.rest().stream().map(Received::type).toList();

    assertThat(received)
        .hasSameSizeAs(fixture.sandbox.webhooks().deliveries())
        .containsSubsequence("checkout.session.completed", "customer.created");
  }

  @Test
  void drawTheSameFromTheSameSeed() throws Exception {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      faults.clear();
      faults.add(DeliveryFault.on("*", Kind.DROP).withProbability(0.5, 42));
      int before = statuses().size();
      for (int i = 0; i < 20; i++) {
        customer("Ada");
      }
      Await.until("settled", () -> !statuses().contains("pending"));
      runs.add(statuses().subList(0, statuses().size() - before));
    }

    assertThat(runs.get(0)).contains("dropped", "succeeded").isEqualTo(runs.get(1));
  }

  @Test
  void areRemovedAndListed() {
    String first = faults.add(DeliveryFault.on("*", Kind.DROP));
    String second = faults.add(DeliveryFault.on("invoice.*", Kind.DELAY));

    assertThat(faults.remove(first)).isTrue();
    assertThat(faults.remove(first)).isFalse();
    assertThat(faults.list()).containsOnlyKeys(second);
    faults.clear();
    assertThat(faults.list()).isEmpty();
  }

  @Test
  void refuseWhatMakesNoSense() {
    DeliveryFault rule = DeliveryFault.on("*", Kind.DELAY);

    assertThatThrownBy(() -> rule.times(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.withProbability(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.withProbability(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.after(Duration.ofMillis(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DeliveryFault.on("Customer created", Kind.DROP))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void customer(String name) throws StripeException {
    fixture.v1.customers().create(CustomerCreateParams.builder().setName(name).build());
  }

  private int attempts() {
    return fixture.sandbox.webhooks().deliveries().stream()
        .mapToInt(delivery -> delivery.get("attempts").size())
        .sum();
  }

  private List<String> statuses() {
    return fixture.sandbox.webhooks().deliveries().stream()
        .map(delivery -> delivery.get("status").textValue())
        .toList();
  }

  private int undelivered() throws StripeException {
    return fixture
        .v1
        .events()
        .list(EventListParams.builder().setDeliverySuccess(false).build())
        .getData()
        .size();
  }
}
