package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CustomersTest {

  private static final Organization ACME =
      new Organization("acme", Optional.empty(), true, Optional.empty());

  private final AtomicInteger calls = new AtomicInteger();
  private final MemoryBooks books = new MemoryBooks();

  @Test
  void simultaneousFirstCheckoutsMakeOneCustomer() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Customers customers =
        new Customers(
            creatingCustomers(
                () -> {
                  creating.countDown();
                  await(answer);
                  return "cus_" + calls.incrementAndGet();
                }),
            books);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(threads.submit(() -> customers.of(ACME, soon())));
      }
      await(creating);
      answer.countDown();
      for (Future<String> customer : asked) {
        assertThat(customer.get()).isEqualTo("cus_1");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCustomerInTheBookIsNotCreatedAgain() {
    books.keep("acme", "cus_kept");
    Customers customers =
        new Customers(creatingCustomers(() -> "cus_" + calls.incrementAndGet()), books);
    assertThat(customers.of(ACME, soon())).isEqualTo("cus_kept");
    assertThat(calls).hasValue(0);
  }

  @Test
  void whoeverIsFirstInTheBookStays() {
    Customers customers =
        new Customers(
            creatingCustomers(
                () -> {
                  books.keep("acme", "cus_of_another_server");
                  return "cus_mine";
                }),
            books);
    assertThat(customers.of(ACME, soon())).isEqualTo("cus_of_another_server");
  }

  @Test
  void triesAgainAfterAFailure() {
    Customers customers =
        new Customers(
            creatingCustomers(
                () -> {
                  if (calls.incrementAndGet() == 1) {
                    throw new CheckoutException(
                        Failure.of(Failure.Kind.UPSTREAM_FAILED, "The provider failed"));
                  }
                  return "cus_2";
                }),
            books);
    assertThatThrownBy(() -> customers.of(ACME, soon())).isInstanceOf(CheckoutException.class);
    assertThat(customers.of(ACME, soon())).isEqualTo("cus_2");
  }

  @Test
  void waitsForAnotherNoLongerThanTheDeadline() throws Exception {
    CountDownLatch creating = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Customers customers =
        new Customers(
            creatingCustomers(
                () -> {
                  creating.countDown();
                  await(answer);
                  return "cus_1";
                }),
            books);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<String> first = threads.submit(() -> customers.of(ACME, soon()));
      await(creating);
      assertThatThrownBy(() -> customers.of(ACME, Deadline.after(Duration.ofMillis(20))))
          .isInstanceOfSatisfying(
              CheckoutException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UPSTREAM_TIMEOUT));
      answer.countDown();
      assertThat(first.get()).isEqualTo("cus_1");
    } finally {
      threads.shutdownNow();
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static Payments creatingCustomers(java.util.function.Supplier<String> create) {
    return new Payments() {
      @Override
      public CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline) {
        throw new AssertionError("nobody checks out here");
      }

      @Override
      public String createCustomer(
          Organization organization, Optional<String> replaces, Deadline deadline) {
        return create.get();
      }

      @Override
      public SessionEnd expire(String session, Deadline deadline) {
        throw new UnsupportedOperationException("nothing expires here");
      }

      @Override
      public boolean hasSubscription(String customer, Deadline deadline) {
        return false;
      }

      @Override
      public String openPortal(String customer, String returnUrl, Deadline deadline) {
        return "https://billing.example.com/p/session/" + customer;
      }
    };
  }
}
