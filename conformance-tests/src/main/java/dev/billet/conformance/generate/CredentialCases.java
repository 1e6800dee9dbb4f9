package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Credentials that are missing, unknown, of another scheme, or somebody else's. */
final class CredentialCases {

  private static final Set<String> NAMES_OF_OWNERS =
      Set.of("org", "organization", "organisation", "organization_id", "organisation_id");

  private CredentialCases() {}

  /** None where the operation asks for no credential, or none is given. */
  static List<TestCase> of(Draft draft, Givens givens) {
    Operation operation = draft.operation();
    Optional<String> key = givens.key();
    if (operation.credentials().isEmpty() || key.isEmpty()) {
      return List.of();
    }
    Request request = draft.request();
    Request anonymous = anonymous(operation, request);
    Expectation refused = Refusals.noCredential(operation);
    List<TestCase> cases = new ArrayList<>();
    cases.add(credential(operation, "none", anonymous, refused));
    for (JsonNode scheme : operation.credentials()) {
      String name = name(scheme);
      for (String wrong : List.of("billet_unknown", "", key.get() + "x", "null")) {
        Drafts.header(scheme, wrong)
            .ifPresent(
                it ->
                    cases.add(
                        credential(
                            operation,
                            "'" + it.getValue().replace(key.get(), "<key>") + "' as " + name,
                            with(anonymous, it),
                            refused)));
      }
      Drafts.header(scheme, key.get())
          .ifPresent(
              it ->
                  cases.add(
                      credential(
                          operation,
                          "the key as " + name,
                          with(anonymous, it),
                          Expectation.ACCEPTED)));
    }
    cases.add(
        credential(
            operation,
            "the key as Basic",
            anonymous.withHeader("Authorization", "Basic " + key.get()),
            refused));
    if (namesOwner(draft)) {
      givens.otherKey().ifPresent(other -> cases.add(somebodyElses(draft, anonymous, other)));
    }
    return cases;
  }

  private static TestCase somebodyElses(Draft draft, Request anonymous, String other) {
    Operation operation = draft.operation();
    Request request = anonymous;
    for (Map.Entry<String, String> it : Drafts.credential(operation, other).entrySet()) {
      request = request.withHeader(it.getKey(), it.getValue());
    }
    Expectation refused = Refusals.anotherOrganization(operation);
    return credential(operation, "another organization's key", request, refused);
  }

  // Only where the request itself says whose it is does another's key not fit.
  private static boolean namesOwner(Draft draft) {
    JsonNode body = draft.body();
    return draft.operation().parameters().stream()
            .anyMatch(it -> it.in().equals("path") && NAMES_OF_OWNERS.contains(it.name()))
        || (body != null && NAMES_OF_OWNERS.stream().anyMatch(body::has));
  }

  private static Request anonymous(Operation operation, Request request) {
    Request without = request.withoutHeader("Authorization");
    for (JsonNode scheme : operation.credentials()) {
      without = without.withoutHeader(scheme.path("name").asText("Authorization"));
    }
    return without;
  }

  private static Request with(Request request, Map.Entry<String, String> header) {
    return request.withHeader(header.getKey(), header.getValue().strip());
  }

  private static String name(JsonNode scheme) {
    return scheme.path("scheme").asText(scheme.path("name").asText("a credential"));
  }

  private static TestCase credential(
      Operation operation, String title, Request request, Expectation expectation) {
    return TestCase.of(operation, Group.CREDENTIAL, title, request, expectation);
  }
}
