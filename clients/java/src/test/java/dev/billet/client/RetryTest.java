package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.billet.client.dreadnode.CheckoutResponse;
import dev.billet.clients.Jar;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An answer that is lost, late, or "not now" costs no second sale. */
@ExtendWith(Jar.class)
final class RetryTest {

  @Test
  void aLostAnswerIsAskedForAgainUnderTheSameKey(URI server) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Tap tap = Tap.losing(2, server, said)) {
      CheckoutResponse checkout = buy(client(tap).retries(2).build(), null);
      assertThat(tap.sent("Idempotency-Key")).hasSize(3).doesNotContain("null");
      assertThat(new HashSet<>(tap.sent("Idempotency-Key"))).hasSize(1);
      assertThat(said).hasSize(3).allMatch(it -> it.contains(checkout.getSessionId()));
    }
  }

  @Test
  void aKeyThatIsGivenIsTheOneThatIsSent(URI server) throws Exception {
    try (Tap tap = Tap.losing(1, server, new CopyOnWriteArrayList<>())) {
      buy(client(tap).retries(1).build(), "order 4711");
      assertThat(tap.sent("Idempotency-Key")).containsExactly("order 4711", "order 4711");
    }
  }

  @Test
  void eachCallHasAKeyOfItsOwn(URI server) throws Exception {
    try (Tap tap = Tap.losing(0, server, new CopyOnWriteArrayList<>())) {
      BilletClient client = client(tap).build();
      assertThat(buy(client, null).getSessionId()).isNotEqualTo(buy(client, null).getSessionId());
      assertThat(new HashSet<>(tap.sent("Idempotency-Key"))).hasSize(2);
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgain(URI server) throws Exception {
    try (Tap tap = Tap.busy(1, server)) {
      assertThat(buy(client(tap).retries(1).build(), null).getSessionId()).startsWith("cs_test_");
      assertThat(tap.sent("Idempotency-Key")).hasSize(2);
    }
  }

  @Test
  void aRefusalIsNotTriedAgain() throws Exception {
    try (Tap tap = Tap.answering(404, "{}")) {
      BilletClient client = client(tap).retries(3).build();
      assertThatThrownBy(() -> buy(client, null)).isInstanceOf(DreadnodeException.class);
      assertThat(tap.sent("Host")).hasSize(1);
    }
  }

  @Test
  void withoutRetriesTheCallerIsGivenTheKeyToAskAgain(URI server) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Tap tap = Tap.losing(1, server, said)) {
      BilletClient client = client(tap).build();
      NoAnswerException lost =
          catchThrowableOfType(NoAnswerException.class, () -> buy(client, null));
      assertThat(lost.isTimeout()).isFalse();
      CheckoutResponse found = buy(client, lost.idempotencyKey().orElseThrow());
      assertThat(said).hasSize(2).allMatch(it -> it.contains(found.getSessionId()));
    }
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForForever() throws Exception {
    try (Tap tap = Tap.silent()) {
      BilletClient client = client(tap).requestTimeout(Duration.ofMillis(200)).retries(1).build();
      NoAnswerException late =
          catchThrowableOfType(NoAnswerException.class, () -> buy(client, null));
      assertThat(late.isTimeout()).isTrue();
      assertThat(tap.sent("Host")).hasSize(2);
    }
  }

  @Test
  void anAnswerThatDripsIsNotWaitedForForever() throws Exception {
    try (Tap tap = Tap.dripping()) {
      BilletClient client = client(tap).requestTimeout(Duration.ofMillis(200)).build();
      assertThat(catchThrowableOfType(NoAnswerException.class, () -> buy(client, null)).isTimeout())
          .isTrue();
    }
  }

  @Test
  void aReadCarriesNoKey() throws Exception {
    try (Tap tap = Tap.answering(404, "{}")) {
      BilletClient client = client(tap).build();
      assertThatThrownBy(() -> client.billet().getAccount(Demo.SLUG))
          .isInstanceOf(ProblemException.class);
      assertThat(tap.sent("Idempotency-Key")).containsExactly("null");
    }
  }

  private static BilletClient.Builder client(Tap tap) {
    return BilletClient.builder(tap.url()).credential(Demo.OWNER);
  }

  private static CheckoutResponse buy(BilletClient client, @Nullable String key) {
    return client.dreadnode().createCheckoutSession(Demo.SLUG, Demo.credits(1), key, null, null);
  }
}
