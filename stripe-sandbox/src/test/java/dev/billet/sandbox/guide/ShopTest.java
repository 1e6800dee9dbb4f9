package dev.billet.sandbox.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import dev.billet.sandbox.junit.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ShopTest {

  @RegisterExtension
  static final SandboxExtension STRIPE =
      SandboxExtension.builder()
          .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
          .build();

  @Test
  void sellsAPlan(Sandbox sandbox) throws StripeException {
    Session session = new Shop(sandbox.baseUrl(), sandbox.secretKey()).sell("price_pro");

    sandbox.complete(session.getId());

    assertThat(session.getMode()).isEqualTo("subscription");
    assertThat(sandbox.requests()).isNotEmpty();
  }
}
