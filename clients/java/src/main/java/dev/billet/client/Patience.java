package dev.billet.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long an answer is waited for, and how often it is asked for again.
 *
 * @param attempt the limit of one attempt
 * @param retries how many attempts may follow the first
 */
record Patience(Duration attempt, int retries) {

  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 8_000;
  // A server that asks for more is better left to the caller, who is told.
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

  /** How long the answer asks to wait (RFC 9110, section 10.2.3); a date is not understood. */
  static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(seconds -> seconds.matches("[0-9]{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Whether an answer asks to come later than a call can wait. */
  static boolean isTooLong(HttpHeaders headers) {
    return retryAfter(headers).filter(asked -> asked.compareTo(LONGEST_ASKED) > 0).isPresent();
  }

  /**
   * How long to wait before the next attempt: twice as long each time, and by chance a little less,
   * so that many clients do not come back at once; never less than is asked for.
   *
   * @param failures how many attempts have failed, at least one
   */
  static Duration pause(int failures, Optional<Duration> asked) {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
    Duration ours = Duration.ofMillis(ThreadLocalRandom.current().nextLong(full / 2, full + 1));
    return asked.filter(wait -> wait.compareTo(ours) > 0).orElse(ours);
  }
}
