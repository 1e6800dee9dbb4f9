package dev.billet.server.config;

import dev.billet.checkout.Catalogue;
import dev.billet.server.config.Settings.PriceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what is sold, and what it costs in the sandbox. */
final class CatalogueReader {

  // Stripe takes no larger amount.
  private static final long MAX_AMOUNT = 99_999_999L;
  private static final Map<String, Long> DEMO_AMOUNTS = Map.of("pro", 2900L, "team", 9900L);
  private static final long DEMO_PLAN_AMOUNT = 4900;
  private static final long DEMO_CREDITS_AMOUNT = 2500;
  private static final String PLANS = "billet.catalogue.plans";
  private static final String PRICES = "billet.sandbox.prices";

  private final Values values;
  private final Problems problems;

  CatalogueReader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  Catalogue catalogue() {
    Map<String, String> plans = plans();
    String defaultPlan = values.required("billet.catalogue.default-plan");
    if (!plans.containsKey(defaultPlan)) {
      values.error(
          "billet.catalogue.default-plan",
          "must be one of the plans (" + String.join(", ", plans.keySet()) + ")");
      // Whatever it is, it is only there until the problems are told.
      plans.put(defaultPlan, "");
    }
    Catalogue.Credits credits =
        new Catalogue.Credits(
            values.required("billet.catalogue.credits.price"),
            values.number("billet.catalogue.credits.per-bundle", 1, 1_000_000_000_000L));
    if (plans.containsValue(credits.price())) {
      values.error(
          "billet.catalogue.credits.price", "must not be the price of a plan, which recurs");
    }
    return new Catalogue(plans, defaultPlan, credits, balance());
  }

  private Map<String, String> plans() {
    Map<String, String> plans = new TreeMap<>();
    for (String plan : values.children(PLANS)) {
      plans.put(plan, values.required(child(PLANS, plan) + ".price"));
    }
    if (plans.isEmpty()) {
      plans.putAll(Keys.DEFAULT_PLANS);
    }
    return plans;
  }

  private Catalogue.Balance balance() {
    long minimum = values.number("billet.catalogue.balance.minimum", 1, MAX_AMOUNT);
    long maximum = values.number("billet.catalogue.balance.maximum", minimum, MAX_AMOUNT);
    return new Catalogue.Balance(
        currency("billet.catalogue.balance.currency", "usd"),
        values.required("billet.catalogue.balance.name"),
        minimum,
        maximum);
  }

  /** The prices of the catalogue, and any others the operator wants, as the sandbox has them. */
  List<PriceSettings> prices(Catalogue catalogue) {
    List<PriceSettings> prices = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    new TreeMap<>(catalogue.plans())
        .forEach(
            (plan, id) -> {
              if (!id.isEmpty() && seen.add(id)) {
                long amount = DEMO_AMOUNTS.getOrDefault(plan, DEMO_PLAN_AMOUNT);
                prices.add(
                    price(new PriceSettings(id, title(plan), "usd", amount, Optional.of("month"))));
              }
            });
    Catalogue.Credits credits = catalogue.credits();
    if (!credits.price().isEmpty() && seen.add(credits.price())) {
      String product = String.format(Locale.ROOT, "%,d credits", credits.perBundle());
      prices.add(
          price(
              new PriceSettings(
                  credits.price(), product, "usd", DEMO_CREDITS_AMOUNT, Optional.empty())));
      if (values.text(child(PRICES, credits.price()) + ".interval").isPresent()) {
        problems.error(
            child(PRICES, credits.price()) + ".interval", "must be unset, as credits do not recur");
      }
    }
    for (String id : values.children(PRICES)) {
      if (seen.add(id)) {
        values.number(child(PRICES, id) + ".unit-amount", 0, MAX_AMOUNT);
        prices.add(price(new PriceSettings(id, id, "usd", 0, Optional.empty())));
      }
    }
    return List.copyOf(prices);
  }

  private PriceSettings price(PriceSettings otherwise) {
    String key = child(PRICES, otherwise.id());
    if (!otherwise.id().matches("[A-Za-z0-9_-]{1,255}")) {
      problems.error(key, "is no id that a Stripe Price can have");
    }
    Optional<String> interval =
        values.text(key + ".interval").isPresent()
            ? Optional.of(values.choice(key + ".interval", List.of("day", "week", "month", "year")))
            : otherwise.interval();
    return new PriceSettings(
        otherwise.id(),
        values.text(key + ".product").orElse(otherwise.product()),
        currency(key + ".currency", otherwise.currency()),
        values.text(key + ".unit-amount").isPresent()
            ? values.number(key + ".unit-amount", 0, MAX_AMOUNT)
            : otherwise.unitAmount(),
        interval);
  }

  private String currency(String key, String otherwise) {
    String currency = values.text(key).orElse(otherwise).toLowerCase(Locale.ROOT);
    if (!currency.matches("[a-z]{3}")) {
      values.error(key, "must be an ISO 4217 code such as usd");
      return otherwise;
    }
    return currency;
  }

  private static String title(String plan) {
    return plan.substring(0, 1).toUpperCase(Locale.ROOT) + plan.substring(1) + " plan";
  }

  private static String child(String parent, String name) {
    List<String> path = new ArrayList<>(PropertyPath.parse(parent));
    path.add(name);
    return PropertyPath.join(path);
  }
}
