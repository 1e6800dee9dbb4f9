package dev.billet.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeysTest {

  /** Operators rely on every line: a key that goes, or a default that changes, breaks somebody. */
  private static final String TABLE =
      """
      billet.http.host = 127.0.0.1
      billet.http.port = 8080
      billet.http.public-url =
      billet.http.drain-delay = 0s
      billet.sandbox.enabled = auto
      billet.sandbox.host = 127.0.0.1
      billet.sandbox.port = 8081
      billet.sandbox.public-url =
      billet.sandbox.data =
      billet.sandbox.prices.*.product =
      billet.sandbox.prices.*.currency =
      billet.sandbox.prices.*.unit-amount =
      billet.sandbox.prices.*.interval =
      billet.stripe.secret-key = (secret)
      billet.stripe.api-base =
      billet.stripe.webhook-secrets[] = (secret)
      billet.stripe.connect-timeout = 2s
      billet.stripe.read-timeout = 10s
      billet.stripe.total-timeout = 20s
      billet.stripe.max-retries = 2
      billet.stripe.account =
      billet.database.url = jdbc:sqlite:billet.db
      billet.database.user =
      billet.database.password = (secret)
      billet.database.pool-size = 8
      billet.database.keep-events = 90d
      billet.checkout.one-open-subscription = true
      billet.reconcile.every = 1h
      billet.reconcile.since = 3d
      billet.return-urls.allowed[] = *
      billet.return-urls.success =
      billet.return-urls.cancel =
      billet.catalogue.plans.*.price =
      billet.catalogue.default-plan = pro
      billet.catalogue.credits.price = price_credits
      billet.catalogue.credits.per-bundle = 25000
      billet.catalogue.balance.currency = usd
      billet.catalogue.balance.name = Ad balance
      billet.catalogue.balance.minimum = 500
      billet.catalogue.balance.maximum = 99999999
      billet.organizations.*.ids[] =
      billet.organizations.*.plan =
      billet.organizations.*.credits = true
      billet.organizations.*.customer =
      billet.keys[].name =
      billet.keys[].sha256 =
      billet.keys[].grants.* =
      billet.contracts.versori.auth = none
      billet.contracts.dreadnode.minimum-client-version =
      billet.contracts.versori.enabled = true
      """;

  @Test
  void areTheseWithTheseDefaults() {
    String table =
        Keys.of(List.of("versori")).stream()
            .map(
                key -> (key.name() + " = " + (key.secret() ? "(secret)" : key.byDefault())).strip())
            .collect(Collectors.joining("\n", "", "\n"));

    assertThat(table).isEqualTo(TABLE);
  }

  @Test
  void sellTwoPlansByDefault() {
    assertThat(Keys.DEFAULT_PLANS)
        .containsOnly(
            org.assertj.core.api.Assertions.entry("pro", "price_pro"),
            org.assertj.core.api.Assertions.entry("team", "price_team"));
  }
}
