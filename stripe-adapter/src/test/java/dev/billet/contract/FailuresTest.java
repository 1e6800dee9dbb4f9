package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailuresTest {

  @ParameterizedTest
  @EnumSource
  void answersABugWithAnIncidentAndNothingElse(EveryContract contract) {
    InMemory server = contract.serve();
    server.payments().failWith(new IllegalStateException("sk_test_secret in com.example.Foo"));

    InMemory.Answer answer = contract.buy(server);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .contains("ncident ")
        .doesNotContain("sk_test_secret", "com.example", "Exception");
  }

  @ParameterizedTest
  @EnumSource
  void answersUnknownPathsAndMethodsInItsOwnEnvelope(EveryContract contract) {
    InMemory server = contract.serve();
    for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"}) {
      InMemory.Answer answer = server.call(method, contract.path(), new byte[0]);
      assertThat(answer.status())
          .as(method)
          .isEqualTo(contract == EveryContract.DREADNODE ? 400 : 405);
      assertThat(answer.headers().get("Allow")).as(method).isEqualTo("POST");
      assertThat(answer.headers().get("X-Request-Id")).isNotBlank();
    }
    for (String path :
        new String[] {
          contract.path() + "/x",
          contract.path() + "/",
          contract.path() + ";v=1",
          contract.path().replace("/billing", "//billing").replace("/credits", "//credits")
        }) {
      InMemory.Answer answer = server.post(path, contract.body(), contract.credential("owner"));
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.json().isObject()).isTrue();
    }
  }

  @Test
  void looksAtTheTypeOfABodyBeforeItsSize() {
    InMemory versori = EveryContract.VERSORI.serve();
    byte[] tooLarge = new byte[Checks.LARGEST_BODY + 1];
    assertThat(
            versori
                .call(
                    "POST",
                    EveryContract.VERSORI.path(),
                    tooLarge,
                    "Authorization",
                    "Bearer owner",
                    "Content-Type",
                    "text/plain")
                .status())
        .isEqualTo(415);
  }
}
