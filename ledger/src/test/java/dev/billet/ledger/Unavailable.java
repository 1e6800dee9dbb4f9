package dev.billet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What callers are told while the database is in trouble. */
final class Unavailable {

  private Unavailable() {}

  static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CheckoutException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
  }
}
