package dev.billet.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.billet.checkout.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;

/**
 * One call to Stripe, repeated where that may help, within one deadline. Made for each call and
 * used by its thread alone: that is how the deadline gets here, as stripe-java has no room for one
 * in a request.
 *
 * <p>Repeating is safe because stripe-java puts an idempotency key on every POST, the same one on
 * every attempt. What is repeated follows stripe-java's own rules, with three differences: a
 * connection that breaks is repeated like one that cannot be opened; a wait that would outlast the
 * deadline is not begun, so that the caller hears what went wrong instead of having to wait; and a
 * conflict is judged as {@link Conflict} says.
 */
final class DeadlineHttpClient extends HttpClient {

  /** What a 409 means, before any attempt of this call has gone unanswered. */
  enum Conflict {
    /** Another server of ours is making the same call, and its answer will be ours as well. */
    IS_OURS,
    /** The buyer's own first request is still under way, and the second should hear of it. */
    IS_THE_CALLERS
  }

  private static final int CONFLICT = 409;
  private static final int SERVER_ERROR = 500;

  private final StripeTransport transport;
  private final Deadline deadline;
  private final Conflict conflict;
  private final Duration minBackOff;

  /**
   * A client for one call.
   *
   * @param minBackOff the wait before the first repetition; doubles with each, up to {@link
   *     HttpClient#maxNetworkRetriesDelay}
   */
  DeadlineHttpClient(
      StripeTransport transport, Deadline deadline, Conflict conflict, Duration minBackOff) {
    this.transport = transport;
    this.deadline = deadline;
    this.conflict = conflict;
    this.minBackOff = minBackOff;
  }

  /**
   * What stripe-java tells Stripe about itself, slow enough to be made once. Also turns telemetry
   * off, for the whole process as stripe-java has it: left on, it keeps an id of this machine in
   * the home directory, and sends it along with the time each call took.
   */
  static String descriptionWithoutTelemetry() {
    Stripe.enableTelemetry = false;
    return buildXStripeClientUserAgentString();
  }

  @Override
  public StripeResponse request(StripeRequest request) throws StripeException {
    return transport.send(request, deadline);
  }

  @Override
  public StripeResponse requestWithRetries(StripeRequest request) throws StripeException {
    int retries = request.options().getMaxNetworkRetries();
    boolean unanswered = false;
    for (int retry = 0; ; retry++) {
      try {
        StripeResponse answer = request(request);
        if (retry == retries || !isPassing(answer, unanswered) || !paused(retry)) {
          return answer;
        }
      } catch (ApiConnectionException e) {
        if (retry == retries || !isPassing(e) || !paused(retry)) {
          throw e;
        }
        unanswered = true;
      }
    }
  }

  private boolean isPassing(StripeResponse answer, boolean unanswered) {
    // After an attempt without an answer, the conflict may well be with that attempt.
    if (answer.code() == CONFLICT && conflict == Conflict.IS_THE_CALLERS && !unanswered) {
      return false;
    }
    return switch (answer.headers().firstValue("Stripe-Should-Retry").orElse("")) {
      case "true" -> true;
      case "false" -> false;
      default -> answer.code() == CONFLICT || answer.code() >= SERVER_ERROR;
    };
  }

  // No certificate gets better and no protocol is learnt by asking again; and what has no cause is
  // an answer that was too large.
  private static boolean isPassing(ApiConnectionException e) {
    Throwable cause = e.getCause();
    return cause instanceof IOException
        && !(cause instanceof SSLException)
        && !(cause instanceof ClientProtocolException);
  }

  private boolean paused(int retry) {
    Duration pause = pause(retry);
    if (pause.compareTo(deadline.remaining()) >= 0) {
      return false;
    }
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  // The exponential step, less up to a quarter: callers who failed together should not come back
  // together.
  private Duration pause(int retry) {
    long step = minBackOff.toNanos() << Math.min(retry, 16);
    long longest = Math.min(step, maxNetworkRetriesDelay.toNanos());
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest * 3 / 4, longest + 1));
  }
}
