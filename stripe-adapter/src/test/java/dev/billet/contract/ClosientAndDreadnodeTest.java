package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClosientAndDreadnodeTest {

  private static final String CLOSIENT = EveryContract.CLOSIENT.path();
  private static final String DREADNODE = EveryContract.DREADNODE.path();

  @ParameterizedTest
  @CsvSource({
    "499,400",
    "-1e30,400",
    "0,400",
    "500,200",
    "500.0,200",
    "99999999,200",
    "100000000,422",
    "1e300,422",
    "123456789012345678901234567890,422",
    "500.5,422",
    "\"500\",422",
    "true,422",
    "null,422"
  })
  void judgesTheAmountBeforeItIsALong(String amount, int status) {
    InMemory.Answer answer =
        EveryContract.CLOSIENT
            .serve()
            .post(
                CLOSIENT,
                EveryContract.CLOSIENT.body().replace("501", amount),
                "X-API-Key",
                "owner");
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status != 200) {
      assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("amount_cents");
      assertThat(answer.json().at("/error/status").asInt()).isEqualTo(status);
    }
  }

  @Test
  void answers422WhenTheFloorIsNotAllThatIsWrong() {
    InMemory.Answer answer =
        EveryContract.CLOSIENT.serve().post(CLOSIENT, "{\"amount_cents\":1}", "X-API-Key", "owner");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details")).hasSize(4);
  }

  @Test
  void saysWhatAPatternMeansInsteadOfQuotingIt() {
    InMemory.Answer answer =
        EveryContract.CLOSIENT
            .serve()
            .post(
                CLOSIENT,
                EveryContract.CLOSIENT.body().replace("https://app.example.com/ok", "<string>"),
                "X-API-Key",
                "owner");
    assertThat(answer.json().at("/error/details/0/message").asText())
        .isEqualTo(
            "Should be an absolute http or https URL without a user name,"
                + " which may hold {CHECKOUT_SESSION_ID}");
    InMemory.Answer versori =
        EveryContract.VERSORI
            .serve()
            .post(
                EveryContract.VERSORI.path(),
                "{\"cancelURL\":\"nowhere\"}",
                "Authorization",
                "Bearer owner");
    assertThat(versori.json().path("message").asText())
        .startsWith("cancelURL: Should be an absolute http or https URL");
    assertThat(versori.json().path("cause").asText()).isEqualTo("cancelURL");
  }

  @Test
  void showsDetailsAsNullWhereThereAreNone() {
    InMemory.Answer answer = EveryContract.CLOSIENT.serve().post(CLOSIENT, "{}");
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Authentication is required\","
                + "\"status\":401,\"details\":null}}");
  }

  @Test
  void doesNotSayWhichOrganizationsExist() {
    InMemory server = EveryContract.CLOSIENT.serve();
    String unknown =
        EveryContract.CLOSIENT.body().replace(InMemory.SHORT_UUID, "zyxwvutsrqpnmkjihgfedc");
    assertThat(server.post(CLOSIENT, unknown, "X-API-Key", "owner").status()).isEqualTo(403);
    assertThat(server.post(CLOSIENT, EveryContract.CLOSIENT.body(), "X-API-Key", "reader").status())
        .isEqualTo(403);
  }

  @Test
  void takesEitherCredentialWhereTwoAreDocumented() {
    InMemory server = EveryContract.DREADNODE.serve();
    String body = EveryContract.DREADNODE.body();
    assertThat(server.post(DREADNODE, body, "X-API-Key", "owner").status()).isEqualTo(200);
    assertThat(server.post(DREADNODE, body, "Authorization", "Bearer owner").status())
        .isEqualTo(200);
    InMemory.Answer nobody = server.post(DREADNODE, body);
    assertThat(nobody.body())
        .isEqualTo(
            "{\"code\":401,\"detail\":\"Authentication failed\",\"type\":\"authentication_error\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3.9", "0.9", "v1", "1.3.99-beta"})
  void turnsAwayAClientThatIsTooOld(String version) {
    assertThat(dreadnodeWithVersion(version)).isEqualTo(426);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4.0", "1.4", "2", "1.10", "nightly", "v1.4.1+7"})
  void servesAClientThatIsNotKnownToBeOld(String version) {
    assertThat(dreadnodeWithVersion(version)).isEqualTo(200);
  }

  private static int dreadnodeWithVersion(String version) {
    return EveryContract.DREADNODE
        .serve()
        .post(
            DREADNODE,
            EveryContract.DREADNODE.body(),
            "Authorization",
            "Bearer owner",
            "X-Client-Version",
            version)
        .status();
  }

  @Test
  void listsErrorsOnlyWhereThereAreSome() {
    InMemory.Answer answer =
        EveryContract.DREADNODE
            .serve()
            .post(
                DREADNODE,
                EveryContract.DREADNODE.body().replace("3", "11"),
                "Authorization",
                "Bearer owner");
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":422,\"detail\":\"The request is not valid\",\"errors\":[{\"loc\":[\"body\","
                + "\"quantity\"],\"msg\":\"Input should be less than or equal to 10\","
                + "\"type\":\"less_than_equal\"}],\"type\":\"validation_error\"}");
  }

  @Test
  void sellsNoCreditsToWhomTheyAreNotForSale() {
    InMemory.Answer answer =
        EveryContract.DREADNODE
            .serve()
            .post(
                DREADNODE.replace("acme", "globex"),
                EveryContract.DREADNODE.body(),
                "Authorization",
                "Bearer everywhere");
    assertThat(answer.status()).isEqualTo(409);
  }
}
