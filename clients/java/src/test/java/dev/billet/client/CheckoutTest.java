package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.client.dreadnode.CheckoutResponse;
import dev.billet.client.http.ApiResponse;
import dev.billet.client.starter.CheckoutRequest;
import dev.billet.client.versori.CheckoutSessionRequest;
import dev.billet.clients.Jar;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each contract sells is opened with its generated models. */
@ExtendWith(Jar.class)
final class CheckoutTest {

  @Test
  void versoriNamesTheSession(URI server) {
    CheckoutSessionRequest request =
        new CheckoutSessionRequest().successURL(Demo.SUCCESS).cancelURL(Demo.CANCEL);
    assertThat(
            Demo.owner(server)
                .versori()
                .createCheckoutSession(Demo.ULID, null, request)
                .getSessionId())
        .startsWith("cs_test_");
  }

  @Test
  void versoriAsksForNoCredential(URI server) {
    assertThat(
            BilletClient.builder(server)
                .build()
                .versori()
                .createCheckoutSession(Demo.ULID, null, null)
                .getSessionId())
        .startsWith("cs_test_");
  }

  @Test
  void dreadnodeGivesThePageAndTheSession(URI server) {
    CheckoutResponse checkout =
        Demo.owner(server)
            .dreadnode()
            .createCheckoutSession(Demo.SLUG, Demo.credits(2), null, null, null);
    assertThat(checkout.getCheckoutUrl()).endsWith("/c/pay/" + checkout.getSessionId());
  }

  @Test
  void almanacGivesThePage(URI server) {
    assertThat(
            Demo.owner(server)
                .almanac()
                .createCheckoutSession(Demo.SLUG, Demo.plan("pro"), null, null)
                .getUrl())
        .contains("/c/pay/cs_test_");
  }

  @Test
  void closientGivesThePage(URI server) {
    assertThat(
            Demo.owner(server)
                .closient()
                .createCheckoutSession(Demo.balance(501), null)
                .getCheckoutUrl())
        .contains("/c/pay/cs_test_");
  }

  @Test
  void starterGivesThePage(URI server) {
    assertThat(
            Demo.owner(server)
                .starter()
                .createCheckoutSession(new CheckoutRequest().successUrl(Demo.SUCCESS), null)
                .getUrl())
        .contains("/c/pay/cs_test_");
  }

  @Test
  void headersAreThereForWhoAsksForThem(URI server) {
    ApiResponse<CheckoutResponse> answer =
        Demo.owner(server)
            .dreadnode()
            .createCheckoutSessionWithHttpInfo(Demo.SLUG, Demo.credits(1), null, null, null);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders().get("link"))
        .isEqualTo(List.of("<" + answer.getData().getCheckoutUrl() + ">; rel=\"payment\""));
    assertThat(answer.getHeaders()).containsKey("x-request-id");
  }
}
