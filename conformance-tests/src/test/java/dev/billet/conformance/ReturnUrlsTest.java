package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Return URLs, as the table beside the documented examples has them, in every contract. */
@ExtendWith(SuiteExtension.class)
final class ReturnUrlsTest {

  private static final List<String> FIELDS =
      List.of("success_url", "successURL", "cancel_url", "cancelURL");

  private final Failures failures = Failures.read();

  @TestFactory
  Stream<DynamicTest> whatIsNoReturnUrlIsRefused(Target target) {
    return each(
        target,
        "refused",
        (call, field, url) -> {
          Answer answer = call.edit(body -> body.put(field, url)).send();
          failures.assertTells(call.contract(), "schema", answer);
          assertThat(answer.text()).contains(field);
        });
  }

  @TestFactory
  Stream<DynamicTest> aReturnUrlIsKeptToTheLetter(Target target) {
    return each(
        target,
        "accepted",
        (call, field, url) -> {
          // The checker compares it with what Stripe holds.
          Answer answer = call.edit(body -> body.put(field, url)).send();
          if (isHttpElsewhere(url)) {
            failures.assertTells(call.contract(), "allow-list", answer);
          } else {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> onlyAllowedOriginsAreSentTo(Suite suite) {
    return Stream.of(
            "https://shop.example.com.elsewhere.example/",
            "https://elsewhere.example/shop.example.com",
            "https://shop.example.com:8443/",
            "http://shop.example.com/",
            "http://localhost:3000/",
            "https://sub.shop.example.com/")
        .flatMap(
            url ->
                ContractDocument.all().stream()
                    .map(
                        contract ->
                            DynamicTest.dynamicTest(
                                contract + ": " + url,
                                () -> {
                                  Call call = Configured.call(Configured.target(suite), contract);
                                  String field = fields(call).get(0);
                                  Answer answer = call.edit(it -> it.put(field, url)).send();
                                  failures.assertTells(contract, "allow-list", answer);
                                  assertThat(answer.text()).contains(field);
                                })));
  }

  @TestFactory
  Stream<DynamicTest> anAllowedOriginIsFoundWhateverItsSpelling(Suite suite) {
    return Stream.of(
            "https://SHOP.example.com/x",
            "https://shop.example.com:443/",
            "http://plain.example.com")
        .flatMap(
            url ->
                ContractDocument.all().stream()
                    .map(
                        contract ->
                            DynamicTest.dynamicTest(
                                contract + ": " + url,
                                () -> {
                                  Call call = Configured.call(Configured.target(suite), contract);
                                  String field = fields(call).get(0);
                                  Answer answer = call.edit(it -> it.put(field, url)).send();
                                  assertThat(answer.status()).isEqualTo(200);
                                })));
  }

  @Test
  void aRefusedOriginIsAValueErrorInFastApisWords(Suite suite) {
    Target target = Configured.target(suite);
    for (String contract : List.of("almanac", "starter")) {
      Answer answer =
          target
              .call(contract)
              .edit(body -> body.put("success_url", "https://elsewhere.example/"))
              .send();
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.at("/detail/0/type")).isEqualTo("value_error");
      assertThat(answer.json().at("/detail/0/loc").toString())
          .isEqualTo("[\"body\",\"success_url\"]");
      assertThat(answer.at("/detail/0/input")).isEqualTo("https://elsewhere.example/");
    }
  }

  private interface Attempt {
    void with(Call call, String field, String url);
  }

  private static Stream<DynamicTest> each(Target target, String list, Attempt attempt) {
    JsonNode table = Json.read(Resources.list("examples", "return-urls.json").get(0));
    assertThat(table.path(list)).isNotEmpty();
    return ContractDocument.all().stream()
        .flatMap(
            contract ->
                Stream.of(table.path(list))
                    .flatMap(urls -> urls.valueStream())
                    .map(
                        entry ->
                            DynamicTest.dynamicTest(
                                contract + ": " + entry.path("why").asText(),
                                () -> {
                                  Call call = target.call(contract);
                                  for (String field : fields(call)) {
                                    attempt.with(call, field, entry.path("url").asText());
                                  }
                                })));
  }

  private static List<String> fields(Call call) {
    return FIELDS.stream().filter(call.json()::has).toList();
  }

  private static boolean isHttpElsewhere(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("http:")
        && !lower.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])([:/?#].*)?");
  }
}
