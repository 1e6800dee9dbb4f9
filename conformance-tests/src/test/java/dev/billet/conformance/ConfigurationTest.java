package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration changes in the contracts. */
@ExtendWith(SuiteExtension.class)
final class ConfigurationTest {

  private final Failures failures = Failures.read();

  @ParameterizedTest
  @CsvSource({
    "X-Client-Version,2.2.9,426",
    "X-Client-Version,1.10.0,426",
    "Dreadnode-Version,0.9,426",
    "X-Client-Version,2.3.0,200",
    "X-Client-Version,2.10.0,200",
    "Dreadnode-Version,3,200"
  })
  void dreadnodeAsksOldClientsToUpgrade(String header, String version, int status, Suite suite) {
    Call call = Configured.target(suite).call("dreadnode").header(header, version);
    assertThat(call.send().status()).isEqualTo(status);
  }

  @Test
  void dreadnodeServesAnyClientUnlessAMinimumIsConfigured(Target target) {
    assertThat(target.call("dreadnode").header("X-Client-Version", "0.0.1").send().status())
        .isEqualTo(200);
  }

  @Test
  void versoriAsksForNoCredentialUnlessConfigured(Target target) {
    assertThat(target.call("versori").anonymous().send().status()).isEqualTo(200);
  }

  @Test
  void versoriAsksForABearerTokenWhereConfigured(Suite suite) {
    Call call = Configured.target(suite).call("versori").anonymous();
    Answer answer = call.send();
    failures.assertTells(call.contract(), "no-credential", answer);
    assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer");
    String owner = Configured.VARIABLES.get("key.owner");
    assertThat(call.header("Authorization", "Bearer " + owner).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "billing", "both", "everywhere"})
  void ownersAndTheBillingRoleMayBuy(String key, Suite suite) {
    Target target = Configured.target(suite);
    for (String contract : new String[] {"versori", "dreadnode", "almanac", "closient"}) {
      Call call = target.call(contract).key(Configured.VARIABLES.get("key." + key));
      assertThat(call.send().status()).as(contract).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"member", "reader", "globex"})
  void nobodyElseMay(String key, Suite suite) {
    Target target = Configured.target(suite);
    for (String contract : new String[] {"versori", "dreadnode", "almanac", "closient"}) {
      Call call = target.call(contract).key(Configured.VARIABLES.get("key." + key));
      failures.assertTells(call.contract(), "wrong-role", call.send());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"both", "everywhere", "member", "reader"})
  void starterNeedsAKeyOfExactlyOneOrganization(String key, Suite suite) {
    Call call =
        Configured.target(suite).call("starter").key(Configured.VARIABLES.get("key." + key));
    failures.assertTells(call.contract(), "wrong-role", call.send());
  }

  @Test
  void closientRefusesMoreThanTheConfiguredMaximumOnThatField(Suite suite) {
    Call call = Configured.target(suite).call("closient");
    assertThat(call.edit(body -> body.put("amount_cents", 1_000_000)).send().status())
        .isEqualTo(200);
    Answer answer = call.edit(body -> body.put("amount_cents", 1_000_001)).send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/error/details/0/field")).isEqualTo("amount_cents");
  }
}
