package dev.billet.conformance.generate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the server under test, besides its document.
 *
 * @param key a credential that may do everything for one organization
 * @param otherKey a credential of another organization
 * @param values values of parameters and members of bodies by name, in place of the document's
 *     examples; as JSON where they are JSON, else as text
 * @param variables what the placeholders of documented examples stand for
 */
public record Givens(
    Optional<String> key,
    Optional<String> otherKey,
    Map<String, String> values,
    Map<String, String> variables) {

  /** Copies the maps. */
  public Givens {
    values = Map.copyOf(values);
    variables = Map.copyOf(variables);
  }

  /** The public demo directory of a server without configuration. */
  public static Givens demo() {
    return new Givens(
        Optional.of("demo_acme_owner"),
        Optional.of("demo_globex_owner"),
        Map.of(),
        Map.of(
            "key.owner", "demo_acme_owner",
            "key.reader", "demo_acme_reader",
            "organization.slug", "acme",
            "organization.ulid", "01J9ZC6VY4T5W6X7Y8Z9A0B1C2",
            "organization.shortuuid", "23456789ABCDEFGHJKLMNP",
            "plan", "team",
            "url.success", "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}",
            "url.cancel", "https://shop.example.com/back"));
  }

  /** The same with one more value. */
  public Givens with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Givens(key, otherKey, more, variables);
  }
}
