package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.billet.client.acme.CheckoutRequest;
import dev.billet.client.acme.Fault;
import dev.billet.client.acme.Problem;
import dev.billet.client.billet.Checkout;
import dev.billet.clients.Jar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contract that was not there when the client was written is bought from like the others. */
@ExtendWith(Jar.class)
final class AcmeTest {

  private static final String CARD =
      "email=buyer%40example.com&cardNumber=4242424242424242&cardExpiry=12%2F34&cardCvc=123";

  @Test
  void whatIsPaidForIsHandedOut(URI server) throws Exception {
    BilletClient client = Demo.owner(server);
    CheckoutRequest request =
        new CheckoutRequest().plan("team").doneUrl(Demo.SUCCESS).backUrl(Demo.CANCEL);
    String page = client.acme().createCheckoutSession(Demo.SLUG, request, null).getPayAt();
    HttpResponse<Void> paid =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(page))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(CARD))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(paid.statusCode()).isEqualTo(303);
    String session = page.substring(page.lastIndexOf('/') + 1);
    Checkout checkout = client.billet().getCheckout(Demo.SLUG, session);
    assertThat(checkout.getStatus()).isEqualTo(Checkout.StatusEnum.FULFILLED);
  }

  @Test
  void aRefusalHoldsTheContractsOwnEnvelope(URI server) {
    CheckoutRequest request = new CheckoutRequest().plan("team").doneUrl("nowhere");
    AcmeException refused =
        catchThrowableOfType(
            AcmeException.class,
            () -> Demo.owner(server).acme().createCheckoutSession(Demo.SLUG, request, null));
    assertThat(refused.status()).isEqualTo(400);
    Problem problem = refused.error().orElseThrow();
    assertThat(problem.getReason()).isEqualTo("invalid");
    assertThat(problem.getFaults()).extracting(Fault::getField).containsExactly("done_url");
  }
}
