package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in the day that {@link StripeJavaDayTest} begins, and what else goes wrong. */
final class StripeJavaRefusalsDayTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void isRefusedWhatIsWrong() throws Exception {
    Price price = shop.price("Credits", 1000, null);
    InvalidRequestException missing =
        Shop.refused(
            InvalidRequestException.class,
            400,
            () ->
                shop.stripe.prices().create(PriceCreateParams.builder().setUnitAmount(1L).build()));
    assertThat(missing.getCode()).isEqualTo("parameter_missing");
    assertThat(missing.getParam()).isEqualTo("currency");
    InvalidRequestException unknown =
        Shop.refused(
            InvalidRequestException.class,
            400,
            () ->
                shop.stripe
                    .customers()
                    .create(CustomerCreateParams.builder().putExtraParam("colour", "x").build()));
    assertThat(unknown.getCode()).isEqualTo("parameter_unknown");
    shop.stripe
        .prices()
        .update(price.getId(), PriceUpdateParams.builder().setActive(false).build());
    assertThat(Shop.refused(InvalidRequestException.class, 400, () -> buy(price)).getMessage())
        .contains("This field only accepts active prices");
    for (String key : List.of("sk_live_0000000000000000", "pk_test_0000000000000000")) {
      Shop.refused(
          AuthenticationException.class, 401, () -> shop.client(key, 0).v1().customers().list());
    }
  }

  @Test
  void answersARepeatedRequestAsTheFirst() throws Exception {
    Customer first = keyed("Ida");
    Customer again = keyed("Ida");

    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .hasValue("true");
    Shop.refused(IdempotencyException.class, 400, () -> keyed("Ada"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate_limit", "lock_timeout"})
  void isToldToSlowDown(String kind) throws Exception {
    rule(kind, "");
    assertThat(
            Shop.refused(RateLimitException.class, 429, () -> shop.customer("a@shop.example"))
                .getCode())
        .isEqualTo(kind);
  }

  @Test
  void meetsFailuresAndBrokenConnections() throws Exception {
    rule("error_before_commit", "&times=1");
    Shop.refused(ApiException.class, 500, () -> shop.customer("a@shop.example"));
    rule("drop_before_commit", "");
    Shop.refused(ApiConnectionException.class, 0, () -> shop.customer("a@shop.example"));
    shop.control("DELETE", "/faults", "");
    assertThat(shop.customers("a@shop.example")).isEmpty();

    rule("drop_after_commit", "&times=1");
    Customer made =
        shop.retrying()
            .v1()
            .customers()
            .create(CustomerCreateParams.builder().setEmail("a@shop.example").build());
    assertThat(shop.customers("a@shop.example")).containsExactly(made.getId());
  }

  private void rule(String kind, String more) throws Exception {
    shop.control("DELETE", "/faults", "");
    shop.control("POST", "/faults", "endpoint=POST+%2Fv1%2Fcustomers&kind=" + kind + more);
  }

  private Customer keyed(String name) throws StripeException {
    return shop.stripe
        .customers()
        .create(
            CustomerCreateParams.builder().setName(name).build(),
            RequestOptions.builder().setIdempotencyKey("day-key").build());
  }

  private void buy(Price price) throws StripeException {
    shop.stripe
        .checkout()
        .sessions()
        .create(Shop.session(SessionCreateParams.Mode.PAYMENT, price, 1).build());
  }
}
