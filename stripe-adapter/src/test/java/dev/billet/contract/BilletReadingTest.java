package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BilletReadingTest {

  private static final String SESSION = "cs_test_a1";
  private static final Instant NOON = FakeLedger.NOON;

  private final BilletFixture billet = new BilletFixture();

  @ParameterizedTest
  @ValueSource(strings = {"owner", "billing", "member", "reader", "everywhere", "both"})
  void everyRoleOfTheOrganizationMayRead(String key) {
    billet.ledger.know(checkout(State.OPEN, credits()));
    for (String what : List.of("account", "entries", "checkouts/" + SESSION)) {
      assertThat(billet.read("acme", what, key).status()).as(what).isEqualTo(200);
    }
    assertThat(billet.events("", key).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "entries", "checkouts/cs_test_a1"})
  void turnsAwayWhoMayNot(String what) {
    billet.ledger.know(checkout(State.OPEN, credits()));
    assertThat(code(billet.read("acme", what, "stranger"))).isEqualTo("403 forbidden");
    assertThat(code(billet.read("acme", what, "nowhere"))).isEqualTo("403 forbidden");
    assertThat(code(billet.read("nobody", what, "owner"))).isEqualTo("404 unknown_organization");
    assertThat(code(billet.read("acme", what, "wrong"))).isEqualTo("401 unauthorized");
    InMemory.Answer anonymous =
        billet.call("GET", "/billet/v1/organizations/acme/" + what, new byte[0]);
    assertThat(code(anonymous)).isEqualTo("401 unauthorized");
    assertThat(anonymous.headers().get("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(billet.refreshed).isEmpty();
  }

  @Test
  void showsAnOrganizationWithoutAnythingWhole() {
    assertThat(billet.read(InMemory.SHORT_UUID, "account", "reader").body())
        .isEqualTo(
            "{\"organization\":\"acme\",\"credits\":0,\"balances\":[],\"negative\":false,"
                + "\"subscription\":null}");
  }

  @Test
  void showsWhatAnOrganizationHas() {
    billet.ledger.grant("acme", 50_000);
    billet.ledger.grant("globex", 7);
    balance(2_500, "usd");
    balance(-100, "eur");
    billet.ledger.subscribe("acme", subscription(Status.PAST_DUE, NOON));

    JsonNode account = billet.read("acme", "account", "reader").json();

    assertThat(account.path("credits").asLong()).isEqualTo(50_000);
    assertThat(account.path("balances").toString())
        .isEqualTo(
            "[{\"amount\":-100,\"currency\":\"eur\",\"negative\":true},"
                + "{\"amount\":2500,\"currency\":\"usd\",\"negative\":false}]");
    assertThat(account.path("negative").asBoolean()).isTrue();
    assertThat(account.path("subscription").toString())
        .isEqualTo(
            "{\"id\":\"sub_1\",\"plan\":\"team\",\"status\":\"past_due\","
                + "\"current_period_start\":\"2026-01-01T12:00:00Z\","
                + "\"current_period_end\":\"2026-01-31T12:00:00Z\","
                + "\"cancel_at_period_end\":false}");
  }

  @Test
  void flagsCreditsBelowZero() {
    billet.ledger.grant("acme", -1);
    JsonNode account = billet.read("acme", "account", "owner").json();
    assertThat(account.path("credits").asLong()).isEqualTo(-1);
    assertThat(account.path("negative").asBoolean()).isTrue();
  }

  @Test
  void leavesOutOfAnEntryWhatItDoesNotHave() {
    billet.ledger.grant("acme", 5);
    billet.ledger.add(
        "acme", Entry.Kind.REFUND, Amount.paid(new Money(-500, "usd")), Optional.empty());

    JsonNode data = billet.read("acme", "entries", "reader").json().path("data");

    assertThat(data.path(0).toString())
        .isEqualTo(
            "{\"position\":6,\"kind\":\"refund\",\"organization\":\"acme\","
                + "\"contract\":\"dreadnode\",\"asset\":\"payments\",\"amount\":-500,"
                + "\"currency\":\"usd\",\"payment\":\"cs_test_2\",\"source\":\"cs_test_2\","
                + "\"occurred_at\":\"2026-01-01T12:00:00Z\","
                + "\"booked_at\":\"2026-01-01T12:00:01.250Z\"}");
    assertThat(data.path(1).has("currency")).isFalse();
    assertThat(data.path(1).path("event").asText()).isEqualTo("evt_1");
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryKindOfEntry(Entry.Kind kind) {
    billet.ledger.add("acme", kind, Amount.credits(1), Optional.empty());
    assertThat(billet.read("acme", "entries", "reader").json().at("/data/0/kind").asText())
        .isEqualToIgnoringCase(kind.name());
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryStatusOfASubscription(Status status) {
    billet.ledger.subscribe("acme", subscription(status, NOON));
    assertThat(billet.read("acme", "account", "reader").json().at("/subscription/status").asText())
        .isEqualToIgnoringCase(status.name());
  }

  @ParameterizedTest
  @CsvSource({"OPEN,open", "PENDING,pending", "PAID,paid", "FAILED,failed", "EXPIRED,expired"})
  void tellsHowFarACheckoutGot(State state, String status) {
    billet.ledger.know(checkout(state, credits()));
    JsonNode answer = billet.read("acme", "checkouts/" + SESSION, "reader").json();
    assertThat(answer.path("status").asText()).isEqualTo(status);
    assertThat(answer.path("purchase").toString())
        .isEqualTo("{\"kind\":\"credits\",\"bundles\":2,\"credits\":50000}");
    assertThat(answer.path("total").isNull()).isTrue();
    assertThat(answer.path("entries").isEmpty()).isTrue();
    assertThat(billet.refreshed).containsExactly(SESSION);
  }

  @Test
  void callsACheckoutFulfilledOnceItsGrantIsBooked() {
    Entry grant = billet.ledger.grant("acme", 50_000);
    billet.ledger.know(
        checkout(
            credits(),
            State.PAID,
            Optional.of(new Money(5_000, "usd")),
            Optional.empty(),
            List.of(grant)));
    JsonNode answer = billet.read("acme", "checkouts/" + SESSION, "reader").json();
    assertThat(answer.path("status").asText()).isEqualTo("fulfilled");
    assertThat(answer.path("total").toString()).isEqualTo("{\"amount\":5000,\"currency\":\"usd\"}");
    assertThat(answer.path("entries")).hasSize(1);
  }

  @Test
  void callsACheckoutHeldWhoseMoneyDoesNotFitAndKeepsTheReasonToItself() {
    billet.ledger.know(
        checkout(
            new Order.Goods.Balance(new Money(2_500, "usd")),
            State.PAID,
            Optional.empty(),
            Optional.of("paid were 1 usd"),
            List.of()));
    InMemory.Answer answer = billet.read("acme", "checkouts/" + SESSION, "reader");
    assertThat(answer.json().path("status").asText()).isEqualTo("held");
    assertThat(answer.json().path("purchase").toString())
        .isEqualTo("{\"kind\":\"balance\",\"amount\":{\"amount\":2500,\"currency\":\"usd\"}}");
    assertThat(answer.body()).doesNotContain("paid were");
  }

  @Test
  void callsASubscriptionsCheckoutFulfilledOnceTheAccountHasIt() {
    billet.ledger.know(checkout(State.PAID, new Order.Goods.Plan("team")));
    assertThat(subscriptionCheckout()).isEqualTo("paid");

    billet.ledger.subscribe("acme", subscription(Status.CANCELED, NOON.minusSeconds(86_400)));
    assertThat(subscriptionCheckout()).as("an earlier one is over").isEqualTo("paid");

    billet.ledger.subscribe("acme", subscription(Status.ACTIVE, NOON));
    assertThat(subscriptionCheckout()).isEqualTo("fulfilled");

    billet.ledger.subscribe("acme", subscription(Status.CANCELED, NOON.plusSeconds(5)));
    assertThat(subscriptionCheckout()).as("it was had, and is over").isEqualTo("fulfilled");
  }

  private String subscriptionCheckout() {
    JsonNode answer = billet.read("acme", "checkouts/" + SESSION, "reader").json();
    assertThat(answer.path("purchase").toString())
        .isEqualTo("{\"kind\":\"subscription\",\"plan\":\"team\"}");
    return answer.path("status").asText();
  }

  @Test
  void doesNotShowAnotherOrganizationsCheckoutNorAskForIt() {
    billet.ledger.know(checkout(State.OPEN, credits()));
    assertThat(code(billet.read("globex", "checkouts/" + SESSION, "stranger")))
        .isEqualTo("404 unknown_checkout");
    assertThat(billet.refreshed).isEmpty();
    assertThat(code(billet.read("acme", "checkouts/cs_test_unheard_of", "reader")))
        .isEqualTo("404 unknown_checkout");
    assertThat(billet.refreshed).containsExactly("cs_test_unheard_of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi_1", "cs_a-b", "cs_", "cs_%00", "CS_test_1"})
  void refusesWhatIsNoSessionsId(String session) {
    InMemory.Answer answer = billet.read("acme", "checkouts/" + session, "reader");
    assertThat(code(answer)).isEqualTo("400 invalid_request");
    assertThat(answer.json().path("errors").toString())
        .isEqualTo(
            "[{\"parameter\":\"session\",\"detail\":"
                + "\"Should be the id of a checkout session, which begins with cs_\"}]");
    assertThat(billet.refreshed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UPSTREAM_RATE_LIMITED,429 rate_limited",
    "UPSTREAM_FAILED,502 bad_gateway",
    "CATALOGUE_FAULT,502 bad_gateway",
    "UNAVAILABLE,503 unavailable",
    "UPSTREAM_TIMEOUT,504 gateway_timeout"
  })
  void tellsWhoFailedAndNotWhy(Failure.Kind kind, String code) {
    billet.refreshFailsWith(BilletFixture.failure(kind));
    InMemory.Answer answer = billet.read("acme", "checkouts/" + SESSION, "reader");
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.json().path("incident").asText()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("secret", "com.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/organizations/acme/account", "/organizations/acme/entries", "/events"})
  void saysWhenTheLedgerCannotBeRead(String path) {
    billet.ledger.failWith(BilletFixture.failure(Failure.Kind.UNAVAILABLE));
    InMemory.Answer answer = billet.get("/billet/v1" + path, "reader");
    assertThat(code(answer)).isEqualTo("503 unavailable");
    assertThat(answer.headers().get("Retry-After")).isEqualTo("1");

    billet.ledger.failWith(new IllegalStateException("password=secret"));
    InMemory.Answer bug = billet.get("/billet/v1" + path, "reader");
    assertThat(code(bug)).isEqualTo("500 internal");
    assertThat(bug.body()).doesNotContain("secret");
  }

  private void balance(long minorUnits, String currency) {
    billet.ledger.add(
        "acme",
        Entry.Kind.GRANT,
        Amount.balance(new Money(minorUnits, currency)),
        Optional.of("evt_2"));
  }

  private static Order.Goods credits() {
    return new Order.Goods.Credits(2, 50_000);
  }

  private static BookedCheckout checkout(State state, Order.Goods goods) {
    return checkout(goods, state, Optional.empty(), Optional.empty(), List.of());
  }

  private static BookedCheckout checkout(
      Order.Goods goods,
      State state,
      Optional<Money> total,
      Optional<String> held,
      List<Entry> entries) {
    return new BookedCheckout(
        SESSION, new Order("acme", "dreadnode", goods), state, total, held, NOON, entries);
  }

  private static Account.Subscription subscription(Status status, Instant start) {
    return new Account.Subscription(
        "sub_1", "team", status, start, start.plus(Duration.ofDays(30)), false);
  }

  static String code(InMemory.Answer answer) {
    return answer.status() + " " + answer.json().path("code").asText();
  }
}
