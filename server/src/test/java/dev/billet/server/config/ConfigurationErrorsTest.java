package dev.billet.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationErrorsTest extends ConfigurationFixture {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "http: {port: 70000}",
            "billet.http.port: must be a whole number from 0 to 65535, not '70000' (/billet.yaml)"),
        mistake("http: {port: ''}", "billet.http.port: must not be empty"),
        mistake(
            "http: {public-url: 'ftp://x'}",
            "billet.http.public-url: must be an absolute http or https URL without query or user"
                + " info, not 'ftp://x' (/billet.yaml)"),
        mistake(
            "http: {public-ulr: x}",
            "billet.http.public-ulr: is unknown; did you mean billet.http.public-url?"
                + " (/billet.yaml line 1)"),
        mistake(
            "http: {zzz: x}",
            "billet.http.zzz: is unknown; known here: host, port, public-url, drain-delay"
                + " (/billet.yaml line 1)"),
        mistake("http: 8080", "billet.http: must be a mapping (/billet.yaml line 1)"),
        mistake(
            "http: {port: {a: 1}}",
            "billet.http.port: must be a single value (/billet.yaml line 1)"),
        mistake("http: {port: [1]}", "billet.http.port: must not be a list (/billet.yaml line 1)"),
        mistake(
            "http: {port: 1, port: 2}", "billet.http.port: is there twice (/billet.yaml line 1)"),
        mistake("keys: ada", "billet.keys: must be a list (/billet.yaml line 1)"),
        mistake(
            "stripe: {total-timeout: 20}",
            "billet.stripe.total-timeout: must be a time such as 500ms, 2s or 1m, from 1ms to"
                + " 3600000ms, not '20' (/billet.yaml)"),
        mistake(
            "database: {url: billet.db}",
            "billet.database.url: must begin with jdbc:sqlite: and a file, or with"
                + " jdbc:postgresql:, not 'billet.db' (/billet.yaml)"),
        mistake(
            "database: {keep-events: 3d}",
            "billet.database.keep-events: must be 0s, for ever, or at least 4d: for so long Stripe"
                + " may send an event again, not '3d' (/billet.yaml)"),
        mistake(
            "stripe: {account: mine}",
            "billet.stripe.account: must be the id of a Stripe account: acct_…, not 'mine'"
                + " (/billet.yaml)"),
        mistake(
            "reconcile: {since: 5m}",
            "billet.reconcile.since: must be a time such as 500ms, 2s or 1m, from 3600000ms to"
                + " 2592000000ms, not '5m' (/billet.yaml)"),
        mistake(
            "sandbox: {enabled: perhaps}",
            "billet.sandbox.enabled: must be one of auto, true, false, not 'perhaps'"
                + " (/billet.yaml)"),
        mistake(
            "sandbox: {enabled: false}",
            "billet.stripe.secret-key: must be set, because billet.sandbox.enabled is false"),
        mistake(
            "sandbox: {port: 8080}",
            "billet.sandbox.port: must not be the same as billet.http.port"),
        mistake(
            "{sandbox: {enabled: true}, stripe: {secret-key: sk_live_secret}}",
            "billet.stripe.secret-key: is a live key, and billet.sandbox.enabled is true; real"
                + " money and play do not mix"),
        mistake(
            "stripe: {secret-key: pk_test_secret}",
            "billet.stripe.secret-key: must be a secret key, and this is a publishable one"
                + " (/billet.yaml)"),
        mistake(
            "stripe: {secret-key: sk_test_secret word}",
            "billet.stripe.secret-key: must be one word of ASCII characters (/billet.yaml)"),
        mistake(
            "return-urls: {allowed: ['https://a.example.com/path']}",
            "billet.return-urls.allowed: 'https://a.example.com/path' is no origin; write"
                + " https://host, or \"*\""),
        mistake(
            "return-urls: {success: 'https://u@a.example.com/'}",
            "billet.return-urls.success: must be an absolute http or https URL without user info,"
                + " not 'https://u@a.example.com/' (/billet.yaml)"),
        mistake(
            "{stripe: {secret-key: sk_live_secret}, return-urls: {success: 'http://a.example.com',"
                + " cancel: 'http://localhost/'}}",
            "billet.return-urls.success: must be https with a live key, not 'http://a.example.com'"
                + " (/billet.yaml)"),
        mistake(
            "{stripe: {secret-key: sk_live_secret}, http: {public-url: 'http://a.example.com'}}",
            "billet.http.public-url: must be https with a live key, or set"
                + " billet.return-urls.success and .cancel, not 'http://a.example.com'"),
        mistake(
            "catalogue: {default-plan: gold}",
            "billet.catalogue.default-plan: must be one of the plans (pro, team), not 'gold'"
                + " (/billet.yaml)"),
        mistake(
            "catalogue: {plans: {pro: {}}}", "billet.catalogue.plans.pro.price: must not be empty"),
        mistake(
            "catalogue: {credits: {price: price_pro}}",
            "billet.catalogue.credits.price: must not be the price of a plan, which recurs, not"
                + " 'price_pro' (/billet.yaml)"),
        mistake(
            "catalogue: {balance: {minimum: 600, maximum: 500}}",
            "billet.catalogue.balance.maximum: must be a whole number from 600 to 99999999, not"
                + " '500' (/billet.yaml)"),
        mistake(
            "catalogue: {balance: {maximum: 100000000}}",
            "billet.catalogue.balance.maximum: must be a whole number from 500 to 99999999, not"
                + " '100000000' (/billet.yaml)"),
        mistake(
            "catalogue: {balance: {currency: dollars}}",
            "billet.catalogue.balance.currency: must be an ISO 4217 code such as usd, not"
                + " 'dollars' (/billet.yaml)"),
        mistake(
            "organizations: {a: {ids: [x]}, b: {ids: [x]}}",
            "billet.organizations.b.ids: has 'x', which a has already"),
        mistake(
            "organizations: {a: {ids: [b]}, b: {}}",
            "billet.organizations.a.ids: has 'b', which b has already"),
        mistake(
            "organizations: {a b: {}}",
            "billet.organizations.a b: is no slug: up to 100 letters, digits, hyphens and"
                + " underscores"),
        mistake(
            "organizations: {a: {credits: maybe}}",
            "billet.organizations.a.credits: must be one of true, false, not 'maybe'"
                + " (/billet.yaml)"),
        mistake(
            "organizations: {a: {customer: x}}",
            "billet.organizations.a.customer: must be the id of a Stripe Customer, cus_…, not 'x'"
                + " (/billet.yaml)"),
        mistake(
            "keys: [{name: ada, sha256: my-secret}]",
            "billet.keys[0].sha256: must be the SHA-256 of the key: 64 hexadecimal digits"),
        mistake(
            "keys: [{name: ada, sha256: '" + HASH + "'}, {name: bob, sha256: '" + HASH + "'}]",
            "billet.keys[1].sha256: is the same as billet.keys[0].sha256"),
        mistake(
            "keys: [{name: a, sha256: '" + HASH + "', grants: {nobody: owner}}]",
            "billet.keys[0].grants.nobody: names no organization; write a slug, or \"*\""),
        mistake(
            "keys: [{name: a, sha256: '" + HASH + "', grants: {'*': boss}}]",
            "billet.keys[0].grants.*: must be one of owner, billing, member, reader, not 'boss'"
                + " (/billet.yaml)"),
        mistake(
            "contracts: {versory: {enabled: true}}",
            "billet.contracts.versory: is unknown; did you mean billet.contracts.versori?"
                + " (/billet.yaml line 1)"),
        mistake(
            "contracts: {dreadnode: {minimum-client-version: latest}}",
            "billet.contracts.dreadnode.minimum-client-version: must be a version such as 1.2.0,"
                + " not 'latest' (/billet.yaml)"),
        mistake(
            "sandbox: {prices: {price_x: {}}}",
            "billet.sandbox.prices.price_x.unit-amount: must not be empty"),
        mistake(
            "sandbox: {prices: {price_credits: {interval: month}}}",
            "billet.sandbox.prices.price_credits.interval: must be unset, as credits do not"
                + " recur"));
  }

  private static Arguments mistake(String yaml, String error) {
    return Arguments.of(yaml, error);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void nameTheirKey(String yaml, String error) {
    assertThat(errors("billet: " + (yaml.startsWith("{") ? yaml : "{" + yaml + "}")))
        .containsExactly(error)
        .noneMatch(it -> it.contains("secret word") || it.contains("_secret"));
  }

  @Test
  void areAllToldAtOnce() {
    List<String> errors =
        errors(
            """
            billet:
              htp: {port: 1}
              http: {port: x}
              contracts: {nobody: {enabled: true}}
            other: 1
            """,
            Map.of("BILLET_STRIPE_MAX_RETRIES", "many"));

    assertThat(errors)
        .extracting(it -> it.substring(0, it.indexOf(':')))
        .containsExactlyInAnyOrder(
            "billet.htp",
            "billet.http.port",
            "billet.contracts.nobody",
            "other",
            "billet.stripe.max-retries");
    assertThat(errors).anyMatch(it -> it.endsWith("not 'many' (environment)"));
  }

  @Test
  void tellTheLineOfWhatIsNotYaml() {
    assertThat(errors("billet:\n  http: {port: 1\n"))
        .singleElement()
        .asString()
        .startsWith("/billet.yaml line 3: is not YAML");
  }
}
