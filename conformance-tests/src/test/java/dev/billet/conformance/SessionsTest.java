package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session that Stripe holds is the one that was asked for. */
@ExtendWith(SuiteExtension.class)
final class SessionsTest {

  @ParameterizedTest
  @CsvSource({"versori,pro", "starter,pro", "almanac,team"})
  void aSubscriptionIsOneSeatOfThePlan(String contract, String plan, Target target) {
    Call call = target.call(contract);
    if (contract.equals("almanac")) {
      call = call.edit(body -> body.put("plan_id", plan));
    }
    JsonNode session = session(target, call);
    assertThat(session.path("mode").asText()).isEqualTo("subscription");
    JsonNode item = onlyItem(session);
    assertThat(item.at("/price/id").asText()).isEqualTo("price_" + plan);
    assertThat(item.at("/price/recurring/interval").asText()).isNotEmpty();
    assertThat(item.path("quantity").asInt()).isEqualTo(1);
    assertTotalsAgree(session, item.at("/price/unit_amount").asLong());
    assertThat(session.at("/metadata/billet_purchase").asText()).isEqualTo("subscription");
    assertThat(session.at("/metadata/billet_plan").asText()).isEqualTo(plan);
    assertThat(session.at("/metadata/billet_organization").asText()).isEqualTo(slug(target));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10})
  void creditsAreSoldByTheBundle(int quantity, Target target) {
    JsonNode session =
        session(target, target.call("dreadnode").edit(body -> body.put("quantity", quantity)));
    assertThat(session.path("mode").asText()).isEqualTo("payment");
    JsonNode item = onlyItem(session);
    assertThat(item.at("/price/id").asText()).isEqualTo("price_credits");
    assertThat(item.path("quantity").asInt()).isEqualTo(quantity);
    assertTotalsAgree(session, quantity * item.at("/price/unit_amount").asLong());
    assertThat(session.at("/metadata/billet_purchase").asText()).isEqualTo("credits");
    assertThat(session.at("/metadata/billet_quantity").asInt()).isEqualTo(quantity);
    assertThat(session.at("/metadata/billet_credits").asLong()).isEqualTo(quantity * 25_000L);
  }

  @Test
  void aBundleIsSoldWhereNoQuantityIsGiven(Target target) {
    JsonNode session =
        session(target, target.call("dreadnode").edit(body -> body.remove("quantity")));
    assertThat(onlyItem(session).path("quantity").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 501, 123_457})
  void balanceIsSoldToTheCent(long cents, Target target) {
    JsonNode session =
        session(target, target.call("closient").edit(body -> body.put("amount_cents", cents)));
    assertThat(session.path("mode").asText()).isEqualTo("payment");
    JsonNode item = onlyItem(session);
    assertThat(item.path("quantity").asInt()).isEqualTo(1);
    assertThat(item.at("/price/unit_amount").asLong()).isEqualTo(cents);
    assertTotalsAgree(session, cents);
    assertThat(session.path("currency").asText()).isEqualTo("usd");
    assertThat(session.at("/metadata/billet_purchase").asText()).isEqualTo("balance");
    assertThat(session.at("/metadata/billet_amount").asLong()).isEqualTo(cents);
    assertThat(session.at("/metadata/billet_currency").asText()).isEqualTo("usd");
  }

  @Test
  void aPriceThatTheCallerSendsChangesNothing(Target target) {
    Call call = target.call("starter");
    JsonNode plain = session(target, call);
    JsonNode cheap =
        session(
            target,
            call.edit(
                body -> body.put("price_id", "price_cheap").put("amount", 1).put("quantity", 9)));
    assertThat(cheap.path("amount_total")).isEqualTo(plain.path("amount_total"));
    assertThat(onlyItem(cheap).at("/price/id")).isEqualTo(onlyItem(plain).at("/price/id"));
  }

  @Test
  void whereTheCallerSendsNoUrlsTheConfiguredOnesAreTaken(Suite suite) {
    Target target = Configured.target(suite);
    for (String contract : new String[] {"versori", "starter"}) {
      Call call = Configured.call(target, ContractDocument.of(contract)).body("{}");
      assertReturnsTo(session(target, call), "default-success", "default-cancel");
    }
    JsonNode almanac = session(target, target.call("almanac"));
    assertThat(almanac.path("cancel_url").asText())
        .isEqualTo("https://shop.example.com/default-cancel");
    Call noUrl = target.call("almanac").edit(body -> body.putNull("success_url"));
    assertReturnsTo(session(target, noUrl), "default-success", "default-cancel");
  }

  @Test
  void theOrganizationsPlanGoesBeforeTheDefaultOne(Suite suite) {
    Target target = Configured.target(suite);
    Call call = target.call("starter");
    assertThat(onlyItem(session(target, call)).at("/price/id").asText()).isEqualTo("price_team");
    Call globex = call.key(target.variables().get("key.globex"));
    assertThat(onlyItem(session(target, globex)).at("/price/id").asText()).isEqualTo("price_pro");
  }

  @Test
  void everyIdentifierOfAnOrganizationMeansTheSameOne(Suite suite) {
    Target target = Configured.target(suite);
    for (String id : new String[] {"acme", "org_1", "01J9ZC6VY4T5W6X7Y8Z9A0B1C2"}) {
      Call call = target.call("almanac").path("/v1/organizations/" + id + "/billing/checkout");
      assertThat(session(target, call).path("client_reference_id").asText()).isEqualTo("acme");
    }
  }

  @Test
  void simultaneousFirstCheckoutsOfAnOrganizationMakeOneCustomer(Suite suite) {
    Target target = Configured.target(suite);
    Call call =
        target
            .call("almanac")
            .path("/v1/organizations/initech/billing/checkout")
            .key(target.variables().get("key.everywhere"));
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<Answer>> answers =
        Stream.generate(() -> call.sendAsync(client)).limit(12).toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200))
        .extracting(answer -> retrieve(target, answer).path("customer").asText())
        .allSatisfy(customer -> assertThat(customer).startsWith("cus_"))
        .containsOnly(retrieve(target, call.send()).path("customer").asText());
  }

  private static void assertReturnsTo(JsonNode session, String success, String cancel) {
    assertThat(session.path("success_url").asText())
        .isEqualTo("https://shop.example.com/" + success);
    assertThat(session.path("cancel_url").asText()).isEqualTo("https://shop.example.com/" + cancel);
  }

  private static void assertTotalsAgree(JsonNode session, long amount) {
    assertThat(amount).isPositive();
    assertThat(session.path("amount_total").asLong()).isEqualTo(amount);
    assertThat(onlyItem(session).path("amount_total").asLong()).isEqualTo(amount);
  }

  private static JsonNode onlyItem(JsonNode session) {
    assertThat(session.at("/line_items/data")).as("%s", session).hasSize(1);
    return session.at("/line_items/data/0");
  }

  private static JsonNode session(Target target, Call call) {
    assumeTrue(
        target.sandbox().isPresent(), "no -Dbillet.sandbox-url was given, so Stripe is not asked");
    Answer answer = call.send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return retrieve(target, answer);
  }

  private static JsonNode retrieve(Target target, Answer answer) {
    return target.sandbox().orElseThrow().retrieve(answer.sessionId());
  }

  private static String slug(Target target) {
    return target.variables().get("organization.slug");
  }
}
