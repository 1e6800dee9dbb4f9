package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Cause;
import dev.billet.sandbox.api.Environment;
import dev.billet.sandbox.api.Outbox;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.control.Control;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.IdempotencyKeys.Saved;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.store.OffsetClock;
import dev.billet.sandbox.store.State;
import dev.billet.sandbox.webhook.Webhooks;
import dev.billet.sandbox.wire.FormDecoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Measures what 10,000 open checkout sessions take, each made under an idempotency key as Stripe's
 * clients do, and what making one costs: {@code mvn -pl stripe-sandbox test
 * -Dtest=SessionFootprint}. It depends on the machine, so it is no part of a build, and has no name
 * by which a build would find it.
 */
final class SessionFootprint {

  private static final int SESSIONS = 10_000;
  private static final long MEBIBYTE = 1024 * 1024;

  private static final String FORM =
      "mode=subscription&success_url=https%%3A%%2F%%2Fshop.example%%2Fdone%%3Fs%%3D%%7BCHECKOUT_SESSION_ID%%7D"
          + "&cancel_url=https%%3A%%2F%%2Fshop.example%%2Fcart&client_reference_id=org_%1$d"
          + "&line_items[0][price]=price_pro&line_items[0][quantity]=1"
          + "&metadata[organization]=org_%1$d&metadata[plan]=pro"
          + "&subscription_data[metadata][organization]=org_%1$d";

  private final OffsetClock clock = new OffsetClock(Clock.systemUTC());
  private final StripeApi api =
      new StripeApi(
          new Environment(
              new Ids(), clock, URI.create("http://localhost:12111"), Outbox.NONE, List.of()));

  @Test
  void holdsTenThousandSessionsInUnderAHundredMebibytes() {
    try (State state = State.inMemory(clock);
        Webhooks webhooks = new Webhooks(clock, Duration.ofSeconds(10))) {
      Control control =
          new Control(
              api,
              state,
              webhooks,
              (seeded, name) -> seeded.addPrice(name, "price_pro", "Pro", "usd", 2900, "month"));
      Account account = control.account("sk_test_a");
      create(account, 500);
      long before = used();
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long begin = threads.getCurrentThreadCpuTime();
      create(account, SESSIONS);
      long cpu = threads.getCurrentThreadCpuTime() - begin;
      long heap = used();
      System.out.printf(
          "%d sessions: %.1f MiB more on the heap, %.1f MiB in all; %.3f ms of CPU for each%n",
          SESSIONS,
          (heap - before) / (double) MEBIBYTE,
          heap / (double) MEBIBYTE,
          cpu / 1e6 / SESSIONS);

      assertThat(state.describe(account)).hasSizeGreaterThan(SESSIONS);
      assertThat(heap).isLessThan(100 * MEBIBYTE);
      assertThat(cpu / SESSIONS).isLessThan(1_000_000);
    }
  }

  private void create(Account account, int count) {
    StripeApi.Match match = api.match("POST", List.of("v1", "checkout", "sessions")).orElseThrow();
    for (int i = 0; i < count; i++) {
      ObjectNode params = api.read(match.operation(), FormDecoder.decode(FORM.formatted(i)));
      String key = UUID.randomUUID().toString();
      account.idempotencyKeys().begin(key, "/v1/checkout/sessions", key + key, clock.instant());
      byte[] answer =
          account.atomically(
              () -> {
                ObjectNode session = api.execute(match, account, params, new Cause("req_1", key));
                byte[] body = session.toString().getBytes(StandardCharsets.UTF_8);
                account.answered(key, new Saved(200, body, "req_1"));
                return body;
              });
      assertThat(answer).isNotEmpty();
    }
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
