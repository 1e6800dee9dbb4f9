package dev.billet.checkout;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One customer at the provider per organization: the one the configuration names, or one that is
 * created once and remembered for as long as the process lives.
 *
 * <p>Safe for use by many threads. Simultaneous first checkouts of an organization wait for one
 * call; no lock is held meanwhile. A failed call is forgotten, so the next checkout tries again.
 * Across restarts and servers it is the provider's idempotency key that keeps it one customer.
 */
public final class Customers {

  private final Payments payments;
  private final ConcurrentMap<String, CompletableFuture<String>> bySlug = new ConcurrentHashMap<>();

  /** Customers who are created with these payments. */
  public Customers(Payments payments) {
    this.payments = payments;
  }

  String of(Organization organization, Deadline deadline) {
    return organization.customer().orElseGet(() -> remembered(organization, deadline));
  }

  private String remembered(Organization organization, Deadline deadline) {
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> theirs = bySlug.putIfAbsent(organization.slug(), mine);
    if (theirs != null) {
      return await(theirs, deadline);
    }
    try {
      String customer = payments.createCustomer(organization, Optional.empty(), deadline);
      mine.complete(customer);
      return customer;
    } catch (RuntimeException | Error e) {
      bySlug.remove(organization.slug(), mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static String await(CompletableFuture<String> customer, Deadline deadline) {
    try {
      return customer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut("another request was still creating the customer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw timedOut("interrupted while another request was creating the customer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CheckoutException failed) {
        throw new CheckoutException(
            failed.failure(), "the request that was creating the customer failed", failed);
      }
      throw new IllegalStateException("the customer could not be created", e.getCause());
    }
  }

  private static CheckoutException timedOut(String logMessage, Exception cause) {
    return new CheckoutException(
        Failure.of(Failure.Kind.UPSTREAM_TIMEOUT, "The payment provider did not answer in time"),
        logMessage,
        cause);
  }
}
