package dev.billet.conformance;

import java.util.Map;

/** What a server without any configuration prints at its start, and its README names. */
final class Defaults {

  static final String SANDBOX_KEY = "sk_test_billetsandbox000000000000";

  static final Variables VARIABLES =
      new Variables(
          Map.of(
              "key.owner", "demo_acme_owner",
              "key.reader", "demo_acme_reader",
              "organization.slug", "acme",
              "organization.ulid", "01J9ZC6VY4T5W6X7Y8Z9A0B1C2",
              "organization.shortuuid", "23456789ABCDEFGHJKLMNP",
              "plan", "team",
              "url.success", "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}",
              "url.cancel", "https://shop.example.com/back"));

  private Defaults() {}
}
