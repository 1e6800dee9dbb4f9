package dev.billet.client;

import dev.billet.client.almanac.BillingCheckoutRequest;
import dev.billet.client.closient.CheckoutRequest;
import java.net.URI;

/** Who buys in the demo directory, and what they ask for. */
final class Demo {

  static final String OWNER = "demo_acme_owner";
  static final String READER = "demo_acme_reader";
  static final String SLUG = "acme";
  static final String ULID = "01J9ZC6VY4T5W6X7Y8Z9A0B1C2";
  static final String SHORT_UUID = "23456789ABCDEFGHJKLMNP";
  static final String SUCCESS = "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}";
  static final String CANCEL = "https://shop.example.com/back";

  private Demo() {}

  /** Where the client and its tests are; the build's own launcher has them behind a manifest. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static BilletClient owner(URI server) {
    return BilletClient.builder(server).credential(OWNER).build();
  }

  static BilletClient reader(URI server) {
    return BilletClient.builder(server).credential(READER).build();
  }

  static dev.billet.client.dreadnode.CheckoutRequest credits(int bundles) {
    return new dev.billet.client.dreadnode.CheckoutRequest()
        .quantity(bundles)
        .successUrl(SUCCESS)
        .cancelUrl(CANCEL);
  }

  static CheckoutRequest balance(long cents) {
    return new CheckoutRequest()
        .organizationId(SHORT_UUID)
        .amountCents(cents)
        .successUrl(SUCCESS)
        .cancelUrl(CANCEL);
  }

  static BillingCheckoutRequest plan(String plan) {
    return new BillingCheckoutRequest().planId(plan).successUrl(SUCCESS);
  }
}
