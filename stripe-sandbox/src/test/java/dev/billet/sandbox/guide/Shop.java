package dev.billet.sandbox.guide;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.URI;

/** What somebody tests: a shop that sells through Stripe, wherever that is. */
record Shop(URI stripe, String key) {

  Session sell(String price) throws StripeException {
    SessionCreateParams.LineItem item =
        SessionCreateParams.LineItem.builder().setPrice(price).setQuantity(1L).build();
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(stripe.toString())
        .build()
        .v1()
        .checkout()
        .sessions()
        .create(
            SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setSuccessUrl("https://shop.example/done")
                .addLineItem(item)
                .build());
  }
}
