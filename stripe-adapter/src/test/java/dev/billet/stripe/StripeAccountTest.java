package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StripeAccountTest {

  @Test
  void saysWhoseKeyItIs() throws IOException {
    try (FakeUpstream upstream =
            FakeUpstream.answering(200, "{\"id\":\"acct_1\",\"object\":\"account\"}");
        StripeConnection connection = Orders.connection(upstream.url(), 0)) {
      assertThat(new StripeAccount(connection).accountId(Orders.far())).contains("acct_1");
      assertThat(upstream.requests().get(0).line()).startsWith("GET /v1/account ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
  void saysNothingWhereStripeDoesNot(int status) throws IOException {
    String refusal = "{\"error\":{\"message\":\"The key sk_test_notARealKey may not.\"}}";
    try (FakeUpstream upstream = FakeUpstream.answering(status, refusal);
        StripeConnection connection = Orders.connection(upstream.url(), 0)) {
      assertThat(new StripeAccount(connection).accountId(Orders.far())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "nothing"})
  void saysNothingOverAnAnswerThatIsNone(String body) throws IOException {
    try (FakeUpstream upstream = FakeUpstream.answering(200, body);
        StripeConnection connection = Orders.connection(upstream.url(), 0)) {
      assertThat(new StripeAccount(connection).accountId(Orders.far())).isEmpty();
    }
  }

  @Test
  void saysNothingWhereStripeIsSilent() throws IOException {
    try (FakeUpstream upstream = new FakeUpstream((number, client) -> client.hang());
        StripeConnection connection = Orders.connection(upstream.url(), 0)) {
      assertThat(new StripeAccount(connection).accountId(Orders.soon())).isEmpty();
    }
  }
}
