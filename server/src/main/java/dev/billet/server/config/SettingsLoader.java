package dev.billet.server.config;

import dev.billet.checkout.Catalogue;
import dev.billet.checkout.ReturnUrlPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the configuration: all of it, before complaining about any. */
public final class SettingsLoader {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration TEN_YEARS = Duration.ofDays(3_650);
  // Stripe tries to deliver an event for three days.
  private static final Duration REDELIVERY = Duration.ofDays(4);
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  /** Beside the database, where nobody says anything: both remember, or neither does. */
  private static final String SANDBOX_DATA = "billet-sandbox.db";

  private final List<String> contracts;
  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final Problems problems = new Problems();

  private SettingsLoader(
      List<String> contracts, Optional<Path> file, Map<String, String> environment) {
    this.contracts = contracts;
    this.file = file;
    this.environment = environment;
  }

  /**
   * Reads the configuration.
   *
   * @param contracts the names of the contracts there are
   * @param file the YAML file, where there is one
   * @param environment the environment's variables, which go before the file
   * @throws ConfigurationException where it cannot be used; with all that is wrong
   */
  public static Settings load(
      List<String> contracts, Optional<Path> file, Map<String, String> environment) {
    return new SettingsLoader(contracts, file, environment).load();
  }

  private Settings load() {
    Values values = values();
    Settings.Http http = http(values);
    Settings.Stripe stripe = stripe(values);
    boolean sandboxed = sandboxed(values, stripe.secretKey());
    boolean live = !sandboxed && isLive(stripe.secretKey());
    if (!sandboxed && stripe.webhookSecrets().isEmpty()) {
      problems.warn(
          "billet.stripe.webhook-secrets",
          "is empty: every webhook is refused, and what was paid is found by reconciliation only");
    }
    CatalogueReader catalogueReader = new CatalogueReader(values, problems);
    Catalogue catalogue = catalogueReader.catalogue();
    Settings.Database database = database(values);
    Settings.SandboxSettings sandbox =
        new Settings.SandboxSettings(
            values.required("billet.sandbox.host"),
            values.integer("billet.sandbox.port", 0, 65535),
            url(values, "billet.sandbox.public-url"),
            values
                .text("billet.sandbox.data")
                .or(() -> Optional.of(SANDBOX_DATA).filter(any -> database.persists()))
                .map(Path::of),
            catalogueReader.prices(catalogue));
    DirectoryReader directory = new DirectoryReader(values, problems);
    List<Settings.OrganizationSettings> organizations = directory.organizations(catalogue);
    List<Settings.KeySettings> keys = directory.keys();
    boolean demo =
        sandboxed
            && file.isEmpty()
            && organizations.isEmpty()
            && keys.isEmpty()
            && stripe.secretKey().isEmpty();
    if (!demo) {
      warnWhereEmpty(organizations, keys);
    }
    Settings.ReturnUrlSettings returnUrls = returnUrls(values, http, live);
    Settings.Contracts contractSettings = contracts(values);
    Settings.Reconcile reconcile =
        new Settings.Reconcile(
            values.duration("billet.reconcile.every", Duration.ZERO, MONTH),
            values.duration("billet.reconcile.since", HOUR, MONTH));
    if (sandboxed && http.port() != 0 && http.port() == sandbox.port()) {
      problems.error("billet.sandbox.port", "must not be the same as billet.http.port");
    }
    problems.throwIfAny();
    return new Settings(
        http,
        sandboxed ? Optional.of(sandbox) : Optional.empty(),
        stripe,
        database,
        values.flag("billet.checkout.one-open-subscription", true),
        reconcile,
        returnUrls,
        catalogue,
        organizations,
        keys,
        contractSettings,
        demo,
        problems.warnings());
  }

  private Values values() {
    List<Key> keys = Keys.of(contracts);
    KeyTree tree = KeyTree.of(keys);
    Map<String, String> fromFile =
        file.map(it -> YamlFile.read(it, tree, problems)).orElseGet(Map::of);
    Set<String> names = new HashSet<>(Keys.DEFAULT_PLANS.values());
    names.add("price_credits");
    fromFile.forEach(
        (name, value) -> {
          names.addAll(PropertyPath.parse(name));
          if (name.endsWith(".price")) {
            names.add(value);
          }
        });
    Map<String, Map<String, String>> sources = new LinkedHashMap<>();
    sources.put(file.map(Path::toString).orElse("no file"), fromFile);
    sources.put("environment variable of Stripe", Environment.stripe(environment));
    sources.put("environment", new Environment(keys, names, problems).properties(environment));
    return Values.layered(keys, sources, problems);
  }

  private Settings.Http http(Values values) {
    return new Settings.Http(
        values.required("billet.http.host"),
        values.integer("billet.http.port", 0, 65535),
        url(values, "billet.http.public-url"),
        values.duration("billet.http.drain-delay", Duration.ZERO, HOUR));
  }

  private Settings.Stripe stripe(Values values) {
    Settings.Stripe stripe =
        new Settings.Stripe(
            values.text("billet.stripe.secret-key").orElse(""),
            account(values),
            url(values, "billet.stripe.api-base"),
            values.list("billet.stripe.webhook-secrets"),
            values.duration("billet.stripe.connect-timeout", MILLISECOND, HOUR),
            values.duration("billet.stripe.read-timeout", MILLISECOND, HOUR),
            values.duration("billet.stripe.total-timeout", MILLISECOND, HOUR),
            values.integer("billet.stripe.max-retries", 0, 10));
    String key = stripe.secretKey();
    if (key.startsWith("pk_") || key.startsWith("whsec_")) {
      values.error(
          "billet.stripe.secret-key",
          key.startsWith("pk_")
              ? "must be a secret key, and this is a publishable one"
              : "must be a secret key, and this is a webhook's signing secret");
    } else if (!key.isEmpty() && !key.matches("(sk|rk)_(test|live)_.+")) {
      problems.warn(
          "billet.stripe.secret-key",
          "does not look like sk_test_…, sk_live_…, rk_test_… or rk_live_…");
    }
    return stripe;
  }

  private static Optional<String> account(Values values) {
    String key = "billet.stripe.account";
    Optional<String> account = values.text(key);
    if (account.isPresent() && !account.get().matches("acct_[A-Za-z0-9]{1,250}")) {
      values.error(key, "must be the id of a Stripe account: acct_…");
    }
    return account;
  }

  private Settings.Database database(Values values) {
    String key = "billet.database.url";
    String url = values.required(key);
    if (!url.isEmpty() && !url.matches("jdbc:(sqlite:[^?]+|postgresql:.+)")) {
      values.error(key, "must begin with jdbc:sqlite: and a file, or with jdbc:postgresql:");
    } else if (url.contains("password=")) {
      values.error(key, "must not have the password in it; that is billet.database.password");
    }
    return new Settings.Database(
        url,
        values.text("billet.database.user"),
        values.text("billet.database.password"),
        values.integer("billet.database.pool-size", 1, 100),
        keepEvents(values));
  }

  private static Duration keepEvents(Values values) {
    String key = "billet.database.keep-events";
    Duration keep = values.duration(key, Duration.ZERO, TEN_YEARS);
    if (!keep.isZero() && keep.compareTo(REDELIVERY) < 0) {
      values.error(
          key, "must be 0s, for ever, or at least 4d: for so long Stripe may send an event again");
    }
    return keep;
  }

  private boolean sandboxed(Values values, String secretKey) {
    String key = "billet.stripe.secret-key";
    boolean sandboxed =
        switch (values.choice("billet.sandbox.enabled", List.of("auto", "true", "false"))) {
          case "true" -> true;
          case "false" -> false;
          default -> secretKey.isEmpty();
        };
    if (sandboxed && isLive(secretKey)) {
      problems.error(
          key, "is a live key, and billet.sandbox.enabled is true; real money and play do not mix");
    } else if (sandboxed && !secretKey.isEmpty()) {
      problems.warn(key, "is not used, because billet.sandbox.enabled is true");
    } else if (!sandboxed && secretKey.isEmpty()) {
      problems.error(key, "must be set, because billet.sandbox.enabled is false");
    }
    return sandboxed;
  }

  private static boolean isLive(String secretKey) {
    return secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
  }

  private Settings.ReturnUrlSettings returnUrls(Values values, Settings.Http http, boolean live) {
    String allowedKey = "billet.return-urls.allowed";
    List<String> allowed = values.list(allowedKey);
    for (String entry : allowed) {
      try {
        new ReturnUrlPolicy(List.of(entry));
      } catch (IllegalArgumentException e) {
        problems.error(allowedKey, String.valueOf(e.getMessage()));
      }
    }
    if (allowed.isEmpty()) {
      problems.warn(allowedKey, "is empty: every return URL that a caller names will be refused");
    } else if (live && allowed.contains(ReturnUrlPolicy.ANY)) {
      problems.warn(
          allowedKey,
          "allows every origin with a live key: anyone with a credential can send buyers anywhere");
    }
    Optional<String> success = returnUrl(values, "billet.return-urls.success", live);
    Optional<String> cancel = returnUrl(values, "billet.return-urls.cancel", live);
    if (live && (success.isEmpty() || cancel.isEmpty())) {
      checkOwnPages(http.publicUrl());
    }
    return new Settings.ReturnUrlSettings(allowed, success, cancel);
  }

  private void checkOwnPages(Optional<URI> publicUrl) {
    String key = "billet.http.public-url";
    if (publicUrl.isEmpty()) {
      problems.warn(
          key,
          "is not set: with billet.return-urls.success or .cancel unset, buyers are sent to a page"
              + " of this machine");
    } else if (isForeignHttp(publicUrl.get().toString())) {
      problems.error(
          key,
          "must be https with a live key, or set billet.return-urls.success and .cancel, not '"
              + publicUrl.get()
              + "'");
    }
  }

  private Optional<String> returnUrl(Values values, String key, boolean live) {
    Optional<String> url = values.text(key);
    if (url.isPresent() && !WebUrls.isReturnUrl(url.get())) {
      values.error(key, "must be an absolute http or https URL without user info");
    } else if (url.isPresent() && live && isForeignHttp(url.get())) {
      values.error(key, "must be https with a live key");
    }
    return url;
  }

  private static boolean isForeignHttp(String url) {
    return !new ReturnUrlPolicy(List.of(ReturnUrlPolicy.ANY)).allows(url);
  }

  private Optional<URI> url(Values values, String key) {
    Optional<String> text = values.text(key);
    Optional<URI> url = text.flatMap(WebUrls::base);
    if (text.isPresent() && url.isEmpty()) {
      values.error(key, "must be an absolute http or https URL without query or user info");
    }
    return url;
  }

  private Settings.Contracts contracts(Values values) {
    String auth = values.choice("billet.contracts.versori.auth", List.of("none", "bearer"));
    Optional<String> version = values.text("billet.contracts.dreadnode.minimum-client-version");
    if (version.isPresent() && !version.get().matches("[0-9]+(\\.[0-9]+)*([-+].+)?")) {
      values.error(
          "billet.contracts.dreadnode.minimum-client-version", "must be a version such as 1.2.0");
    }
    Set<String> enabled =
        contracts.stream()
            .filter(name -> values.flag("billet.contracts." + name + ".enabled", true))
            .collect(Collectors.toCollection(TreeSet::new));
    if (enabled.isEmpty()) {
      problems.warn("billet.contracts", "are all switched off: nothing is served");
    }
    return new Settings.Contracts(Set.copyOf(enabled), auth.equals("bearer"), version.orElse(""));
  }

  private void warnWhereEmpty(
      List<Settings.OrganizationSettings> organizations, List<Settings.KeySettings> keys) {
    if (organizations.isEmpty()) {
      problems.warn("billet.organizations", "is empty: nobody can buy anything");
    }
    if (keys.isEmpty()) {
      problems.warn("billet.keys", "is empty: every contract that asks for a credential refuses");
    }
  }
}
