package dev.billet.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Catalogue;
import dev.billet.checkout.Role;
import dev.billet.server.config.Settings.PriceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsLoaderTest extends ConfigurationFixture {

  @Test
  void runsTheDemoInTheSandboxWhereNobodySaysAnything() {
    Settings settings = load(Map.of());

    assertThat(settings.http())
        .isEqualTo(new Settings.Http("127.0.0.1", 8080, Optional.empty(), Duration.ZERO));
    assertThat(settings.sandbox()).isPresent();
    assertThat(settings.demo()).isTrue();
    assertThat(settings.stripe().totalTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.stripe().maxRetries()).isEqualTo(2);
    assertThat(settings.returnUrls().allowed()).containsExactly("*");
    assertThat(settings.catalogue())
        .isEqualTo(
            new Catalogue(
                Map.of("pro", "price_pro", "team", "price_team"),
                "pro",
                new Catalogue.Credits("price_credits", 25000),
                new Catalogue.Balance("usd", "Ad balance", 500, 99999999)));
    assertThat(settings.contracts().enabled()).containsExactlyInAnyOrder("versori", "dreadnode");
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void seedsTheCatalogueWithDemoAmounts() {
    assertThat(prices(load(Map.of())))
        .containsExactly(
            new PriceSettings("price_pro", "Pro plan", "usd", 2900, Optional.of("month")),
            new PriceSettings("price_team", "Team plan", "usd", 9900, Optional.of("month")),
            new PriceSettings("price_credits", "25,000 credits", "usd", 2500, Optional.empty()));
  }

  @Test
  void takesOtherDemoAmountsFromTheConfiguration() {
    Settings settings =
        load(
            """
            billet:
              sandbox:
                prices:
                  price_pro: {product: Professional, currency: EUR, unit-amount: 1, interval: year}
                  price_extra: {unit-amount: 7}
            """);

    assertThat(prices(settings))
        .contains(
            new PriceSettings("price_pro", "Professional", "eur", 1, Optional.of("year")),
            new PriceSettings("price_extra", "price_extra", "usd", 7, Optional.empty()));
  }

  @Test
  void readsAWholeFile() {
    Settings settings =
        load(
            """
            billet:
              http: {host: 0.0.0.0, port: 0, public-url: "https://pay.example.com/"}
              stripe: {connect-timeout: 500ms, webhook-secrets: [whsec_a, whsec_b]}
              return-urls: {allowed: ["https://app.example.com"], cancel: "https://app.example.com/"}
              catalogue:
                plans: {basic: {price: price_1}}
                default-plan: basic
              organizations:
                acme: {ids: [0123, yes, "9"], plan: basic, customer: cus_1}
                no: {credits: false}
                empty:
              keys:
                - {name: ada, sha256: "%s", grants: {acme: owner, "*": reader}}
              contracts: {versori: {enabled: false}, dreadnode: {minimum-client-version: 1.20}}
            """
                .formatted(HASH));

    assertThat(settings.http().publicUrl()).hasToString("Optional[https://pay.example.com]");
    assertThat(settings.stripe().webhookSecrets()).containsExactly("whsec_a", "whsec_b");
    assertThat(settings.stripe().connectTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.catalogue().plans()).isEqualTo(Map.of("basic", "price_1"));
    assertThat(settings.organizations())
        .extracting(it -> it.organization().slug())
        .containsExactlyInAnyOrder("acme", "no", "empty");
    assertThat(settings.organizations())
        .filteredOn(it -> it.organization().slug().equals("acme"))
        .singleElement()
        .satisfies(it -> assertThat(it.ids()).containsExactly("0123", "yes", "9"));
    assertThat(settings.organizations())
        .filteredOn(it -> it.organization().slug().equals("no"))
        .singleElement()
        .satisfies(it -> assertThat(it.organization().mayBuyCredits()).isFalse());
    assertThat(settings.keys())
        .containsExactly(
            new Settings.KeySettings("ada", HASH, Map.of("acme", Role.OWNER, "*", Role.READER)));
    assertThat(settings.contracts())
        .isEqualTo(new Settings.Contracts(java.util.Set.of("dreadnode"), false, "1.20"));
    assertThat(settings.demo()).isFalse();
  }

  @Test
  void takesEverythingFromTheEnvironment() {
    Settings settings =
        load(
            Map.of(
                "BILLET_HTTP_PORT", "0",
                "BILLET_RETURN_URLS_ALLOWED", "https://a.example.com, https://b.example.com",
                "BILLET_ORGANIZATIONS_BIG_CO_IDS", "org_9,org_10",
                "BILLET_KEYS_0_NAME", "ada",
                "BILLET_KEYS_0_SHA256", HASH,
                "BILLET_KEYS_0_GRANTS", "big-co=owner,*=reader",
                "BILLET_SANDBOX_PRICES_PRICE_PRO_UNIT_AMOUNT", "5"));

    assertThat(settings.http().port()).isZero();
    assertThat(settings.returnUrls().allowed())
        .containsExactly("https://a.example.com", "https://b.example.com");
    assertThat(settings.organizations().get(0).organization().slug()).isEqualTo("big-co");
    assertThat(settings.organizations().get(0).ids()).containsExactly("org_9", "org_10");
    assertThat(settings.keys().get(0).grants())
        .isEqualTo(Map.of("big-co", Role.OWNER, "*", Role.READER));
    assertThat(prices(settings)).anySatisfy(it -> assertThat(it.unitAmount()).isEqualTo(5));
    assertThat(settings.demo()).isFalse();
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void putsTheEnvironmentBeforeTheFileAndReplacesListsWhole() {
    Settings settings =
        load(
            """
            billet:
              http: {port: 1}
              return-urls: {allowed: ["https://a.example.com", "https://b.example.com"]}
              organizations: {big_co: {plan: pro}}
            """,
            Map.of(
                "BILLET_HTTP_PORT", "2",
                "BILLET_RETURN_URLS_ALLOWED_0", "https://c.example.com",
                "BILLET_ORGANIZATIONS_BIG_CO_PLAN", "team"));

    assertThat(settings.http().port()).isEqualTo(2);
    assertThat(settings.returnUrls().allowed()).containsExactly("https://c.example.com");
    assertThat(settings.organizations()).hasSize(1);
    assertThat(settings.organizations().get(0).organization().plan()).contains("team");
  }

  @Test
  void putsStripesOwnVariablesBetweenTheFileAndOurs() {
    String file = "billet: {stripe: {secret-key: sk_test_file}}";

    assertThat(load(file, Map.of("STRIPE_SECRET_KEY", "")).stripe().secretKey())
        .isEqualTo("sk_test_file");
    assertThat(load(file, Map.of("STRIPE_SECRET_KEY", "sk_test_env")).stripe().secretKey())
        .isEqualTo("sk_test_env");
    assertThat(
            load(
                    file,
                    Map.of(
                        "STRIPE_SECRET_KEY", "sk_test_env",
                        "BILLET_STRIPE_SECRET_KEY", "sk_test_ours"))
                .stripe()
                .secretKey())
        .isEqualTo("sk_test_ours");
    Settings settings =
        load(
            Map.of(
                "STRIPE_API_BASE", "http://127.0.0.1:9",
                "STRIPE_WEBHOOK_SECRET", "whsec_1,whsec_2"));
    assertThat(settings.stripe().apiBase()).hasToString("Optional[http://127.0.0.1:9]");
    assertThat(settings.stripe().webhookSecrets()).containsExactly("whsec_1", "whsec_2");
    assertThat(settings.sandbox()).isPresent();
  }

  @Test
  void leavesTheSandboxAndTheDemoWhereThereIsAStripeKey() {
    Settings settings = load(Map.of("STRIPE_SECRET_KEY", "sk_test_1"));

    assertThat(settings.sandbox()).isEmpty();
    assertThat(settings.demo()).isFalse();
    assertThat(settings.warnings())
        .containsExactly(
            "billet.stripe.webhook-secrets: is empty: every webhook is refused, and what was paid"
                + " is found by reconciliation only",
            "billet.organizations: is empty: nobody can buy anything",
            "billet.keys: is empty: every contract that asks for a credential refuses");
  }

  @Test
  void hasNoDemoBesideAFileOrAStripeKey() {
    assertThat(load("billet: {http: {port: 1}}").demo()).isFalse();
    assertThat(
            load(Map.of("STRIPE_SECRET_KEY", "sk_test_1", "BILLET_SANDBOX_ENABLED", "true")).demo())
        .isFalse();
  }

  @Test
  void trimsASecretAndSaysSoWithoutShowingIt() {
    Settings settings = load(Map.of("STRIPE_SECRET_KEY", " sk_test_hidden\n"));

    assertThat(settings.stripe().secretKey()).isEqualTo("sk_test_hidden");
    assertThat(settings.warnings())
        .contains(
            "billet.stripe.secret-key: has blanks or a line break around it, which are left out");
    assertThat(settings.toString()).doesNotContain("hidden");
  }

  @Test
  void warnsOfAnUnknownVariableOfOurs() {
    assertThat(load(Map.of("BILLET_HTTP_PROT", "1", "OTHER", "2")).warnings())
        .containsExactly(
            "BILLET_HTTP_PROT: is an environment variable that no key has;"
                + " did you mean BILLET_HTTP_PORT?");
  }

  @Test
  void warnsOfWhatIsOddWithALiveKey() {
    assertThat(load(Map.of("STRIPE_SECRET_KEY", "sk_live_1")).warnings())
        .anyMatch(it -> it.startsWith("billet.return-urls.allowed: allows every origin"))
        .anyMatch(it -> it.startsWith("billet.http.public-url: is not set"));
  }

  @Test
  void keepsTheSandboxBesideADatabaseThatKeepsAnything() {
    assertThat(load(Map.of()).database().url()).isEqualTo("jdbc:sqlite:billet.db");
    assertThat(load(Map.of()).sandbox().orElseThrow().data())
        .contains(Path.of("billet-sandbox.db"));
    Map<String, String> forgetful = Map.of("BILLET_DATABASE_URL", "jdbc:sqlite::memory:");
    assertThat(load(forgetful).sandbox().orElseThrow().data()).isEmpty();
  }

  @Test
  void reconcilesAsOftenAndAsFarBackAsItIsTold() {
    Settings settings = load("billet: {reconcile: {every: 0s, since: 14d}}");
    assertThat(settings.reconcile())
        .isEqualTo(new Settings.Reconcile(Duration.ZERO, Duration.ofDays(14)));
  }

  @Test
  void showsNoPasswordOfADatabase() {
    Settings settings = load(Map.of("BILLET_DATABASE_PASSWORD", "hidden"));
    assertThat(settings.database().password()).contains("hidden");
    assertThat(settings.toString()).doesNotContain("hidden");
  }

  private static List<PriceSettings> prices(Settings settings) {
    return settings.sandbox().orElseThrow().prices();
  }
}
