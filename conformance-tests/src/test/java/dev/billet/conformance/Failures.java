package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What is expected of each contract for each kind of failure. Immutable. */
final class Failures {

  private final JsonNode table;

  private Failures(JsonNode table) {
    this.table = table;
  }

  static Failures read() {
    return new Failures(
        Json.read(Objects.requireNonNull(Resources.list("failures.yaml", "")).get(0)));
  }

  /** Whether a kind of failure can happen in a contract. */
  boolean canHappen(ContractDocument contract, String kind) {
    JsonNode statuses = table.path("statuses").path(kind);
    if (statuses.isMissingNode()) {
      throw new IllegalArgumentException("no such kind of failure: " + kind);
    }
    return statuses.has(contract.key());
  }

  int status(ContractDocument contract, String kind) {
    assertThat(canHappen(contract, kind)).as("%s in %s", kind, contract).isTrue();
    return table.path("statuses").path(kind).path(contract.key()).asInt();
  }

  /** The kinds of failure that a contract looks for, in its order. */
  List<String> order(ContractDocument contract) {
    return StreamSupport.stream(table.path("order").path(contract.key()).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Asserts that an answer tells of a kind of failure in its contract's envelope. */
  void assertTells(ContractDocument contract, String kind, Answer answer) {
    int status = status(contract, kind);
    assertThat(answer.status()).as("%s in %s: %s", kind, contract, answer).isEqualTo(status);
    JsonNode codes = table.path("codes").path(contract.key());
    if (!codes.isMissingNode()) {
      assertThat(answer.at(codes.path("at").asText()))
          .as("code of %s in %s: %s", kind, contract, answer)
          .isEqualTo(codes.path(Integer.toString(status)).asText());
    }
    JsonNode repeats = table.path("repeats").path(contract.key());
    if (!repeats.isMissingNode()) {
      assertThat(answer.json().at(repeats.asText()).asInt()).isEqualTo(status);
    }
  }
}
