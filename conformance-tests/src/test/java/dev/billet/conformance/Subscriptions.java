package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Optional;

/** Leaves an organization as it was, after a test has bought it a subscription. Stateless. */
final class Subscriptions {

  private Subscriptions() {}

  /** Cancels what a session started, and waits until the server has heard of it. */
  static void end(Target target, String session) {
    Optional<String> subscription =
        target.sandbox().flatMap(stripe -> stripe.cancelSubscription(session));
    if (subscription.isPresent()) {
      awaitStatus(target, subscription.get(), "canceled");
    }
  }

  /** Waits until the account shows a subscription in a status. */
  static void awaitStatus(Target target, String subscription, String status) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    String shown = "";
    while (!shown.equals(subscription + " " + status)) {
      assertThat(System.nanoTime()).as("the account shows %s", shown).isLessThan(deadline);
      var account = account(target);
      shown = account.getString("subscription.id") + " " + account.getString("subscription.status");
    }
  }

  /** What the organization of the tests has. */
  static JsonPath account(Target target) {
    return read(target, "/account");
  }

  /** Something of the organization of the tests, as a reader reads it. */
  static JsonPath read(Target target, String path) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + target.variables().get("key.reader"))
        .get(
            target.baseUrl()
                + "/billet/v1/organizations/"
                + target.variables().get("organization.slug")
                + path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
