package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import com.stripe.service.WebhookEndpointService;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1/webhook_endpoints}. */
final class WebhookEndpointsTest {

  private static final String PATH = "/v1/webhook_endpoints";
  private static final String URL = "https://shop.example/webhooks";

  @AutoClose private final Fixture fixture = new Fixture();
  private final WebhookEndpointService endpoints = fixture.v1.webhookEndpoints();

  @Test
  void showTheirSecretOnlyWhenTheyAreMade() throws StripeException {
    WebhookEndpoint created =
        endpoints.create(
            params(URL)
                .setDescription("orders")
                .setApiVersion(WebhookEndpointCreateParams.ApiVersion.VERSION_2026_07_29_DAHLIA)
                .putMetadata("team", "a")
                .build());
    WebhookEndpoint found = endpoints.retrieve(created.getId());

    assertThat(created.getSecret()).matches("whsec_[A-Za-z0-9]{32}");
    assertThat(found.getSecret()).isNull();
    assertThat(found.getUrl()).isEqualTo(URL);
    assertThat(found.getStatus()).isEqualTo("enabled");
    assertThat(found.getDescription()).isEqualTo("orders");
    assertThat(found.getApiVersion()).isEqualTo("2026-07-29.dahlia");
    assertThat(found.getEnabledEvents()).containsExactly("checkout.session.completed");
    assertThat(found.getMetadata()).containsExactly(Map.entry("team", "a"));
    assertThat(endpoints.list().getData())
        .singleElement()
        .satisfies(listed -> assertThat(listed.getSecret()).isNull());
  }

  @Test
  void areChangedDisabledAndDeleted() throws StripeException {
    String id = endpoints.create(params(URL).build()).getId();
    WebhookEndpoint updated =
        endpoints.update(
            id,
            WebhookEndpointUpdateParams.builder()
                .setUrl("https://shop.example/other")
                .setDisabled(true)
                .addEnabledEvent(WebhookEndpointUpdateParams.EnabledEvent.ALL)
                .putMetadata("a", "1")
                .build());

    assertThat(updated.getUrl()).isEqualTo("https://shop.example/other");
    assertThat(updated.getStatus()).isEqualTo("disabled");
    assertThat(updated.getEnabledEvents()).containsExactly("*");
    assertThat(updated.getMetadata()).containsKey("a");
    assertThat(
            endpoints
                .update(id, WebhookEndpointUpdateParams.builder().setDisabled(false).build())
                .getStatus())
        .isEqualTo("enabled");

    assertThat(endpoints.delete(id).getDeleted()).isTrue();
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> endpoints.retrieve(id)))
        .returns(404, StripeException::getStatusCode)
        .hasMessageContaining("No such webhook_endpoint: '" + id + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4242/hook",
        "http://127.0.0.1:1/",
        "http://[::1]:8080/x",
        "http://shop.localhost/x",
        "http://host.docker.internal:8080/x",
        "http://app:8080/x",
        "https://shop.example/x",
      })
  void areAtHttpsOrNearby(String url) throws StripeException {
    assertThat(endpoints.create(params(url).build()).getUrl()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url=http://shop.example/x&enabled_events[]=* | url_invalid | url | URLs must begin with "https://"
          url=shop.example&enabled_events[]=* | url_invalid | url | An explicit scheme (such as https) must be provided.
          url=ftp://shop.example&enabled_events[]=* | url_invalid | url | Not a valid URL
          enabled_events[]=* | parameter_missing | url | Missing required param: url.
          url=https://shop.example | parameter_missing | enabled_events | Missing required param: enabled_events.
          url=https://shop.example&enabled_events[]=order.eaten | | enabled_events[0] | Invalid enabled_events[0]
          url=https://shop.example&enabled_events[]=*&enabled_events[]=price.created | | enabled_events | cannot be combined
          url=https://shop.example&enabled_events[]=*&api_version=2020-01-01 | | api_version | Invalid api_version: must be one of
          url=https://shop.example&enabled_events[]=*&disabled=true | parameter_unknown | disabled | Received unknown parameter: disabled
          """)
  void areRefusedInTheWordsOfStripe(String form, String code, String param, String message)
      throws Exception {
    InvalidRequestException error =
        catchThrowableOfType(
            InvalidRequestException.class,
            () ->
                fixture.stripe.rawRequest(
                    com.stripe.net.ApiResource.RequestMethod.POST, PATH, form));

    assertThat(error).isNotNull();
    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(error.getCode()).isEqualTo(code);
    assertThat(error.getStripeError().getParam()).isEqualTo(param);
    assertThat(error.getStripeError().getMessage()).contains(message);
  }

  @Test
  void areSixteenAtMost() throws StripeException {
    for (int i = 0; i < 16; i++) {
      endpoints.create(params(URL + i).build());
    }

    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> endpoints.create(params(URL).build())))
        .hasMessageContaining("You have reached the maximum of 16 test webhook endpoints.");
  }

  @Test
  void namedFromJavaAreShownAsOthersAre() throws StripeException {
    String id = fixture.sandbox.webhooks().add(URI.create("http://127.0.0.1:1/a"), "invoice.*");

    assertThat(fixture.sandbox.webhooks().add(URI.create("http://127.0.0.1:1/a"))).isEqualTo(id);
    assertThat(endpoints.retrieve(id).getEnabledEvents()).containsExactly("*");
    assertThat(endpoints.list().getData()).hasSize(1);
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class,
                () -> fixture.sandbox.webhooks().add(URI.create("mailto:a@b.example"))))
        .isNotNull();
  }

  private static WebhookEndpointCreateParams.Builder params(String url) {
    return WebhookEndpointCreateParams.builder()
        .setUrl(url)
        .addEnabledEvent(EnabledEvent.CHECKOUT__SESSION__COMPLETED);
  }
}
