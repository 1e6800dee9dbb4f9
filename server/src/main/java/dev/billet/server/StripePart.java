package dev.billet.server;

import dev.billet.checkout.Catalogue;
import dev.billet.server.config.Settings;
import dev.billet.stripe.StripeSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How Stripe, or the sandbox, is reached. */
final class StripePart {

  private StripePart() {}

  /**
   * The way to Stripe.
   *
   * @param secretKey the operator's, or the sandbox's
   * @param sandbox where the sandbox is, where it is used
   */
  static StripeSettings settings(Settings.Stripe stripe, String secretKey, Optional<URI> sandbox) {
    // Something of the operator's may stand between us and the sandbox: a proxy, or a fake.
    return new StripeSettings(
        secretKey,
        stripe.apiBase().or(() -> sandbox).orElse(null),
        stripe.connectTimeout(),
        stripe.readTimeout(),
        stripe.totalTimeout(),
        stripe.maxRetries());
  }

  /** The plan that a price stands for; of several plans at one price, the first by name. */
  static Function<String, Optional<String>> planOfPrice(Catalogue catalogue) {
    Map<String, String> plans =
        catalogue.plans().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getValue,
                    Map.Entry::getKey,
                    (one, other) -> one.compareTo(other) < 0 ? one : other));
    return price -> Optional.ofNullable(plans.get(price));
  }
}
