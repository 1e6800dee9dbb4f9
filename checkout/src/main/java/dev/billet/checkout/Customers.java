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
 * created once and kept in the book.
 *
 * <p>Safe for use by many threads. Simultaneous first checkouts of an organization wait for one
 * call; no lock is held meanwhile. A failed call is forgotten, so the next checkout tries again.
 * Between servers that create one at the same moment it is the provider's idempotency key that
 * keeps it one customer.
 */
public final class Customers {

  private final Payments payments;
  private final CustomerBook book;
  private final ConcurrentMap<String, CompletableFuture<String>> underWay =
      new ConcurrentHashMap<>();

  /** Customers who are created with these payments, and kept in this book. */
  public Customers(Payments payments, CustomerBook book) {
    this.payments = payments;
    this.book = book;
  }

  /** The organization's customer, who is created where there is none. */
  String of(Organization organization, Deadline deadline) {
    Optional<String> known = known(organization);
    return known.isPresent() ? known.get() : created(organization, Optional.empty(), deadline);
  }

  /** The organization's customer, where it has one already. */
  Optional<String> known(Organization organization) {
    return organization.customer().or(() -> book.find(organization.slug()));
  }

  /**
   * Another customer in place of one that the provider has no longer.
   *
   * @param gone the one that is gone
   * @return empty where the configuration names it: only the operator can name another
   */
  Optional<String> insteadOf(String gone, Organization organization, Deadline deadline) {
    if (organization.customer().isPresent()) {
      return Optional.empty();
    }
    book.forget(organization.slug(), gone);
    return Optional.of(
        book.find(organization.slug())
            .orElseGet(() -> created(organization, Optional.of(gone), deadline)));
  }

  private String created(Organization organization, Optional<String> replaces, Deadline deadline) {
    CompletableFuture<String> mine = new CompletableFuture<>();
    CompletableFuture<String> theirs = underWay.putIfAbsent(organization.slug(), mine);
    if (theirs != null) {
      return await(theirs, deadline);
    }
    try {
      // Somebody may have been done between our look into the book and now.
      Optional<String> meanwhile = book.find(organization.slug());
      String customer =
          meanwhile.isPresent()
              ? meanwhile.get()
              : book.keep(
                  organization.slug(), payments.createCustomer(organization, replaces, deadline));
      mine.complete(customer);
      return customer;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(organization.slug(), mine);
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
