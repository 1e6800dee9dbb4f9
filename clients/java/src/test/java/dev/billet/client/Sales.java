package dev.billet.client;

import dev.billet.client.almanac.BillingCheckoutRequest;
import java.net.URI;
import java.nio.charset.Charset;

/** A program of its own, for any Java: buys and is refused, with what the client does unasked. */
final class Sales {

  private Sales() {}

  public static void main(String... arguments) {
    BilletClient client = Demo.owner(URI.create(arguments[0]));
    System.out.println("java " + Runtime.version().feature() + ", " + Charset.defaultCharset());
    System.out.println(
        "bought "
            + client
                .dreadnode()
                .createCheckoutSession(Demo.SLUG, Demo.credits(1), null, null, null)
                .getSessionId());
    System.out.println(
        "bought " + client.closient().createCheckoutSession(Demo.balance(501), null));
    try {
      client
          .almanac()
          .createCheckoutSession(
              Demo.SLUG, new BillingCheckoutRequest().successUrl("näh"), null, null);
    } catch (AlmanacException e) {
      boolean echoed =
          e.validationError().orElseThrow().getDetail().stream()
              .anyMatch(it -> "näh".equals(it.getInput()));
      System.out.println("refused " + e.status() + ", echoed " + echoed);
    }
  }
}
