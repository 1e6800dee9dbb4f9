package dev.billet.sandbox.page;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stripe's test cards, and what each of them does. */
final class TestCards {

  private static final Set<String> SUCCEED =
      Set.of(
          "4242424242424242",
          "4000056655665556",
          "5555555555554444",
          "2223003122003222",
          "5200828282828210",
          "5105105105105100",
          "378282246310005",
          "371449635398431",
          "6011111111111117",
          "6011000990139424",
          "3056930009020004",
          "36227206271667",
          "6555900000604105",
          "3566002020360505",
          "6200000000000005");

  private static final Map<String, String> DECLINE =
      Map.of(
          "4000000000000002", "Your card was declined.",
          "4000000000009995", "Your card has insufficient funds.",
          "4000000000009987", "Your card was declined.",
          "4000000000009979", "Your card was declined.",
          "4000000000000069", "Your card has expired.",
          "4000000000000127", "Your card's security code is incorrect.",
          "4000000000000119",
              "An error occurred while processing your card. Try again in a little bit.",
          "4000002500003155",
              "This test card asks for 3-D Secure, which this sandbox does not offer. Use another test card.");

  private static final String NOT_A_TEST_CARD =
      "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.";

  private TestCards() {}

  /** Returns why a valid card number is declined, or null where it pays. */
  static @Nullable String decline(String number) {
    return SUCCEED.contains(number) ? null : DECLINE.getOrDefault(number, NOT_A_TEST_CARD);
  }
}
