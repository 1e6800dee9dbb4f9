package dev.billet.sandbox.control;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which requests to the API meet which trouble, and how often. Immutable; made by {@link #on} and
 * {@link #slow} and refined by the other methods.
 *
 * <p>An endpoint is a method and a path, such as {@code POST /v1/checkout/sessions}. The method may
 * be left out or {@code *}. In the path, {@code *} and anything in braces stand for any one
 * segment, and {@code **} at the end for any that follow.
 *
 * @param endpoint the requests that are meant
 * @param kind what happens to them
 * @param delay how long the answer is held back first; at most {@link #MAX_DELAY}
 * @param times how many requests are met before the rule is used up; 0 for no limit
 * @param probability how likely a request is met, above 0 and at most 1
 * @param seed what the chances are drawn from, so that a run can be repeated
 */
public record FaultRule(
    String endpoint, Kind kind, Duration delay, int times, double probability, long seed) {

  /** The longest delay. */
  public static final Duration MAX_DELAY = Duration.ofMinutes(1);

  private static final Pattern ENDPOINT =
      Pattern.compile("(?:(?:GET|POST|DELETE|\\*) )?/[A-Za-z0-9_.{}*/-]{0,200}");

  /** What may happen to a request. */
  public enum Kind {
    /** 429 {@code rate_limit}; nothing is executed. */
    RATE_LIMIT,
    /** 429 {@code lock_timeout}; nothing is executed. */
    LOCK_TIMEOUT,
    /** 500, and nothing is executed. */
    ERROR_BEFORE_COMMIT,
    /** 500, although the request was executed. */
    ERROR_AFTER_COMMIT,
    /** The connection closes without an answer, and nothing is executed. */
    DROP_BEFORE_COMMIT,
    /** The connection closes without an answer, although the request was executed. */
    DROP_AFTER_COMMIT,
    /** The answer is held back, and then as it would have been. */
    SLOW
  }

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public FaultRule {
    if (!ENDPOINT.matcher(endpoint).matches()) {
      throw new IllegalArgumentException("not an endpoint: '" + endpoint + "'");
    }
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "a delay is between 0 and " + MAX_DELAY.toSeconds() + " s");
    }
    if (times < 0) {
      throw new IllegalArgumentException("a rule cannot apply a negative number of times");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is above 0 and at most 1");
    }
  }

  /** A rule for every request to this endpoint. */
  public static FaultRule on(String endpoint, Kind kind) {
    return new FaultRule(endpoint, kind, Duration.ZERO, 0, 1, 0);
  }

  /** A rule that holds back every answer of this endpoint. */
  public static FaultRule slow(String endpoint, Duration delay) {
    return on(endpoint, Kind.SLOW).after(delay);
  }

  /** Returns this rule for so many requests only. */
  public FaultRule times(int times) {
    return new FaultRule(endpoint, kind, delay, times, probability, seed);
  }

  /** Returns this rule with chances drawn from a seed. */
  public FaultRule withProbability(double probability, long seed) {
    return new FaultRule(endpoint, kind, delay, times, probability, seed);
  }

  /** Returns this rule with its trouble held back for a while. */
  public FaultRule after(Duration delay) {
    return new FaultRule(endpoint, kind, delay, times, probability, seed);
  }

  /** Returns what a request's method and path, with a space between, have to match. */
  Pattern pattern() {
    int space = endpoint.indexOf(' ');
    String method = space < 0 ? "*" : endpoint.substring(0, space);
    String path = endpoint.substring(space + 1);
    boolean open = path.endsWith("/**");
    StringBuilder regex = new StringBuilder(method.equals("*") ? "[A-Z]+" : method).append(' ');
    for (String segment : (open ? path.substring(0, path.length() - 3) : path).split("/", -1)) {
      boolean any = segment.equals("*") || (segment.startsWith("{") && segment.endsWith("}"));
      regex.append(any ? "[^/]+" : Pattern.quote(segment)).append('/');
    }
    regex.setLength(regex.length() - 1);
    return Pattern.compile(regex.append(open ? "(/.*)?" : "").toString());
  }
}
