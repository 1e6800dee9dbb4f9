package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What of our own contract takes more than one request to see. */
@ExtendWith(SuiteExtension.class)
final class OwnContractTest {

  @Test
  void whoHasNeverBoughtHasNoPortal(Suite suite) {
    assumeFalse(suite.external(), "somebody may have bought at a server elsewhere");
    Answer answer =
        suite
            .target()
            .call("billet")
            .method("POST")
            .path("/billet/v1/organizations/globex/portal")
            .key("demo_globex_owner")
            .send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(409);
    assertThat(answer.at("/code")).isEqualTo("conflict");
  }
}
