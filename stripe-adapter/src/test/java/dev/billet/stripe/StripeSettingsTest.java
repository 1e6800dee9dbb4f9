package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void doesNotPrintTheKey() {
    StripeSettings settings = new StripeSettings("sk_test_secret", null, SECOND, SECOND, SECOND, 2);
    assertThat(settings.toString()).contains("maxRetries=2").doesNotContain("secret\"", "sk_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sk_test_secret\n", " sk_test_secret", "sk_test_sécret"})
  void refusesAKeyThatCannotBeOneWithoutPrintingIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StripeSettings(key, null, SECOND, SECOND, SECOND, 2))
        .withMessageNotContaining("sk_");
  }

  @Test
  void refusesTimeoutsThatMeanForever() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StripeSettings("sk", null, SECOND, Duration.ZERO, SECOND, 2))
        .withMessageContaining("read timeout");
  }

  @Test
  void refusesANegativeNumberOfRetries() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StripeSettings("sk", null, SECOND, SECOND, SECOND, -1))
        .withMessageContaining("-1");
  }
}
