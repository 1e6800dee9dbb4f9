package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.generate.ExampleReplay;
import dev.billet.conformance.http.Request;
import java.util.List;

/**
 * A way to replay a documented example against a target.
 *
 * @param contract the contract it is an example of
 * @param example what to send, and what to expect
 */
public record Replay(ContractDocument contract, ExampleReplay example) {

  /** What this replay is called. */
  public String name() {
    return example.name();
  }

  /** The status that is expected. */
  public int status() {
    return example.status();
  }

  /** How many placeholders it fills in. */
  int fillings() {
    return example.fillings();
  }

  /** What an answer of the expected status has that the example does not say. */
  public List<String> complaints(JsonNode answer) {
    return example.complaints(answer);
  }

  /** The call, filled in with the target's variables. */
  public Call call(Target target) {
    Request request = example.request(target.variables()::fill);
    return new Call(
        target,
        contract,
        request.method(),
        request.path(),
        request.headers(),
        request.body().orElse(null));
  }
}
