package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.CheckoutSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class ManyCallersTest {

  private static final int CALLERS = 1_000;

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aThousandCallersOfASlowUpstreamAllSucceed() throws Exception {
    ExecutorService threads = threads();
    try (FakeUpstream upstream =
            new FakeUpstream(
                (number, client) -> {
                  client.dawdle(100);
                  client.answer(200, Orders.SESSION);
                });
        StripePayments payments = Orders.payments(upstream.url(), 0)) {
      Callable<CheckoutSession> call =
          () -> payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
      List<Future<CheckoutSession>> sessions = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        sessions.add(threads.submit(call));
      }
      for (Future<CheckoutSession> session : sessions) {
        assertThat(session.get().id()).isEqualTo("cs_test_1");
      }
      assertThat(upstream.requests()).hasSize(CALLERS);
    } finally {
      threads.shutdownNow();
    }
  }

  // As the server does it: a virtual thread for each where there are any, else a bounded pool.
  private static ExecutorService threads() throws ReflectiveOperationException {
    return Runtime.version().feature() >= 21
        ? (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null)
        : Executors.newFixedThreadPool(64);
  }
}
