package dev.billet.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension, in test classes that JUnit runs. */
final class SandboxExtensionTest {

  @Test
  void runsOneSandboxForAClassAndItsNestedOnes() {
    SharedCase.SEEN.clear();

    run(SharedCase.class).assertStatistics(tests -> tests.started(5).succeeded(5));

    assertThat(SharedCase.SEEN).hasSize(5).containsOnly(SharedCase.SEEN.get(0));
    assertThatThrownBy(SharedCase.STRIPE::sandbox).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runsASandboxForEachTestFromAnInstanceField() {
    PrivateCase.SEEN.clear();

    run(PrivateCase.class).assertStatistics(tests -> tests.started(2).succeeded(2));

    assertThat(PrivateCase.SEEN).doesNotHaveDuplicates();
  }

  @Test
  void isRegisteredByItsClassToo() {
    run(DeclaredCase.class).assertStatistics(tests -> tests.started(1).succeeded(1));
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  /** Each test makes a customer and finds no other. */
  static final class SharedCase {

    static final List<Sandbox> SEEN = new ArrayList<>();

    @RegisterExtension
    static final SandboxExtension STRIPE =
        SandboxExtension.builder()
            .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
            .settings(settings -> settings.secretKey("sk_test_mine"))
            .build();

    @BeforeAll
    static void findsTheSandboxRunning(Sandbox sandbox) {
      assertThat(sandbox).isSameAs(STRIPE.sandbox());
    }

    @RepeatedTest(3)
    void findsOnlyWhatWasSeeded(Sandbox sandbox) throws StripeException {
      SEEN.add(sandbox);
      assertThat(sandbox.secretKey()).isEqualTo("sk_test_mine");
      makesTheFirstCustomer(sandbox);
    }

    @Nested
    final class Inside {

      @RepeatedTest(2)
      void findsOnlyWhatWasSeeded(Sandbox sandbox) throws StripeException {
        SEEN.add(sandbox);
        makesTheFirstCustomer(sandbox);
      }
    }

    static void makesTheFirstCustomer(Sandbox sandbox) throws StripeException {
      StripeClient stripe = client(sandbox);
      stripe.v1().customers().create();
      assertThat(stripe.v1().customers().list().getData()).hasSize(1);
      assertThat(stripe.v1().prices().retrieve("price_pro").getUnitAmount()).isEqualTo(2900);
    }
  }

  /** A sandbox for each test. */
  static final class PrivateCase {

    static final List<Sandbox> SEEN = new ArrayList<>();

    @RegisterExtension final SandboxExtension stripe = SandboxExtension.builder().build();

    @RepeatedTest(2)
    void hasASandboxToItself() throws StripeException {
      SEEN.add(stripe.sandbox());
      client(stripe.sandbox()).v1().customers().create();
    }
  }

  /** Every setting at its default. */
  @ExtendWith(SandboxExtension.class)
  static final class DeclaredCase {

    @Test
    void takesTheSandboxAsAParameter(Sandbox sandbox) throws StripeException {
      assertThat(client(sandbox).v1().prices().list().getData()).isEmpty();
    }
  }

  private static StripeClient client(Sandbox sandbox) {
    com.stripe.Stripe.enableTelemetry = false;
    return StripeClient.builder()
        .setApiKey(sandbox.secretKey())
        .setApiBase(sandbox.baseUrl().toString())
        .build();
  }
}
