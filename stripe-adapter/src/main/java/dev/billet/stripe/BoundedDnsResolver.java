package dev.billet.stripe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up on threads of its own. A lookup cannot be interrupted and takes as long as the
 * operating system likes, which with a dead name server is longer than any deadline of ours; here
 * only these few threads wait for it. Safe for use by many threads.
 */
final class BoundedDnsResolver implements DnsResolver, AutoCloseable {

  private static final int THREADS = 4;
  private static final int WAITING = 2_048;

  private final DnsResolver system;
  private final Duration timeout;
  private final ThreadPoolExecutor threads;

  /**
   * A resolver.
   *
   * @param system does the work
   * @param timeout the longest that a caller waits for it
   */
  BoundedDnsResolver(DnsResolver system, Duration timeout) {
    this.system = system;
    this.timeout = timeout;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            StripeTransport.daemons("stripe-dns"));
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> lookup;
    try {
      lookup = threads.submit(() -> system.resolve(host));
    } catch (RejectedExecutionException e) {
      throw unknown(host, "too many lookups are waiting", e);
    }
    try {
      return lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw unknown(host, "the lookup took longer than " + timeout, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, "interrupted", e);
    } catch (ExecutionException e) {
      throw unknown(host, "the lookup failed", e.getCause());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return system.resolveCanonicalHostname(host);
  }

  private static UnknownHostException unknown(String host, String why, @Nullable Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(host + ": " + why);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
