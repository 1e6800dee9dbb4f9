package dev.billet.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one table of all keys and their defaults. */
final class Keys {

  /** The plans that are sold where none is configured: the price's id by the plan's name. */
  static final Map<String, String> DEFAULT_PLANS = Map.of("pro", "price_pro", "team", "price_team");

  private static final List<Key> COMMON =
      List.of(
          Key.of("billet.http.host", "127.0.0.1"),
          Key.of("billet.http.port", "8080"),
          Key.of("billet.http.public-url"),
          Key.of("billet.http.drain-delay", "0s"),
          Key.of("billet.sandbox.enabled", "auto"),
          Key.of("billet.sandbox.host", "127.0.0.1"),
          Key.of("billet.sandbox.port", "8081"),
          Key.of("billet.sandbox.public-url"),
          Key.of("billet.sandbox.data"),
          Key.of("billet.sandbox.prices.*.product"),
          Key.of("billet.sandbox.prices.*.currency"),
          Key.of("billet.sandbox.prices.*.unit-amount"),
          Key.of("billet.sandbox.prices.*.interval"),
          Key.secret("billet.stripe.secret-key"),
          Key.of("billet.stripe.api-base"),
          Key.secret("billet.stripe.webhook-secrets[]"),
          Key.of("billet.stripe.connect-timeout", "2s"),
          Key.of("billet.stripe.read-timeout", "10s"),
          Key.of("billet.stripe.total-timeout", "20s"),
          Key.of("billet.stripe.max-retries", "2"),
          Key.of("billet.stripe.account"),
          Key.of("billet.database.url", "jdbc:sqlite:billet.db"),
          Key.of("billet.database.user"),
          Key.secret("billet.database.password"),
          Key.of("billet.database.pool-size", "8"),
          Key.of("billet.database.keep-events", "90d"),
          Key.of("billet.checkout.one-open-subscription", "true"),
          Key.of("billet.reconcile.every", "1h"),
          Key.of("billet.reconcile.since", "3d"),
          Key.of("billet.return-urls.allowed[]", "*"),
          Key.of("billet.return-urls.success"),
          Key.of("billet.return-urls.cancel"),
          Key.of("billet.catalogue.plans.*.price"),
          Key.of("billet.catalogue.default-plan", "pro"),
          Key.of("billet.catalogue.credits.price", "price_credits"),
          Key.of("billet.catalogue.credits.per-bundle", "25000"),
          Key.of("billet.catalogue.balance.currency", "usd"),
          Key.of("billet.catalogue.balance.name", "Ad balance"),
          Key.of("billet.catalogue.balance.minimum", "500"),
          Key.of("billet.catalogue.balance.maximum", "99999999"),
          Key.of("billet.organizations.*.ids[]"),
          Key.of("billet.organizations.*.plan"),
          Key.of("billet.organizations.*.credits", "true"),
          Key.of("billet.organizations.*.customer"),
          Key.of("billet.keys[].name"),
          Key.of("billet.keys[].sha256"),
          Key.of("billet.keys[].grants.*"),
          Key.of("billet.contracts.versori.auth", "none"),
          Key.of("billet.contracts.dreadnode.minimum-client-version"));

  private Keys() {}

  /** Every key, including the switch of each of these contracts. */
  static List<Key> of(List<String> contracts) {
    List<Key> keys = new ArrayList<>(COMMON);
    for (String contract : contracts) {
      keys.add(Key.of("billet.contracts." + contract + ".enabled", "true"));
    }
    return List.copyOf(keys);
  }
}
