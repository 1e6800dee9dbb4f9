package dev.billet.sandbox.control;

import dev.billet.sandbox.wire.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trouble that is in the way of requests to the API at present. Where several rules match a
 * request, their delays add up and the oldest one that does more than delay decides. Safe for use
 * by several threads.
 */
public final class FaultRules {

  private static final int MAX_RULES = 100;

  private static final String RATE_LIMIT =
      "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";

  private static final String LOCK_TIMEOUT =
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.";

  private static final class Active {
    final FaultRule rule;
    final Pattern pattern;
    final Random chances;
    int met;

    Active(FaultRule rule) {
      this.rule = rule;
      this.pattern = rule.pattern();
      this.chances = new Random(rule.seed());
    }

    boolean meets(String request) {
      boolean left = rule.times() == 0 || met < rule.times();
      boolean meets =
          left
              && pattern.matcher(request).matches()
              && (rule.probability() == 1 || chances.nextDouble() < rule.probability());
      met += meets ? 1 : 0;
      return meets;
    }
  }

  /** What one request meets: nothing, as a rule. */
  public static final class Hit {

    private final Duration delay;
    private final FaultRule.@Nullable Kind kind;
    private final Consumer<Duration> pause;

    private Hit(Duration delay, FaultRule.@Nullable Kind kind, Consumer<Duration> pause) {
      this.delay = delay;
      this.kind = kind;
      this.pause = pause;
    }

    /**
     * To be called when the request's execution begins.
     *
     * @throws ApiError where it is to be refused
     * @throws DroppedConnection where it is to get no answer
     */
    public void before() {
      if (!delay.isZero()) {
        pause.accept(delay);
      }
      if (kind == null) {
        return;
      }
      switch (kind) {
        case RATE_LIMIT -> throw tooMany("rate_limit", RATE_LIMIT);
        case LOCK_TIMEOUT -> throw tooMany("lock_timeout", LOCK_TIMEOUT);
        case ERROR_BEFORE_COMMIT -> throw failure();
        case DROP_BEFORE_COMMIT -> throw new DroppedConnection();
        case ERROR_AFTER_COMMIT, DROP_AFTER_COMMIT, SLOW -> {}
      }
    }

    /**
     * To be called when the operation's changes are made.
     *
     * @throws ApiError where it is to look as if they were not
     */
    public void after() {
      if (kind == FaultRule.Kind.ERROR_AFTER_COMMIT) {
        throw failure();
      }
    }

    /** Tells whether the connection is to close when the answer is ready. */
    public boolean dropsAnswer() {
      return kind == FaultRule.Kind.DROP_AFTER_COMMIT;
    }

    private static ApiError tooMany(String code, String message) {
      return ApiError.of(429, "invalid_request_error", code, null, message);
    }

    private static ApiError failure() {
      return ApiError.of(
          500, "api_error", null, null, "An unknown error occurred, as a fault rule asks for.");
    }
  }

  private final Map<String, Active> rules = new LinkedHashMap<>();
  private final Consumer<Duration> pause;
  private long last;

  /** Begins without a rule. */
  public FaultRules() {
    this(FaultRules::sleep);
  }

  /**
   * Begins without a rule.
   *
   * @param pause waits for as long as it is told
   */
  FaultRules(Consumer<Duration> pause) {
    this.pause = pause;
  }

  /**
   * Adds a rule.
   *
   * @return the name to remove it by
   * @throws IllegalStateException if there are too many
   */
  public synchronized String add(FaultRule rule) {
    if (rules.size() >= MAX_RULES) {
      throw new IllegalStateException("There are " + MAX_RULES + " fault rules already.");
    }
    String id = "fault_" + ++last;
    rules.put(id, new Active(rule));
    return id;
  }

  /** Returns the rules by name, oldest first, those that are used up among them. */
  public synchronized Map<String, FaultRule> list() {
    Map<String, FaultRule> list = new LinkedHashMap<>();
    rules.forEach((id, active) -> list.put(id, active.rule));
    return list;
  }

  /** Returns how many requests a rule has met so far; 0 where there is no such rule. */
  public synchronized int met(String id) {
    Active active = rules.get(id);
    return active == null ? 0 : active.met;
  }

  /** Removes a rule, and tells whether there was one. */
  public synchronized boolean remove(String id) {
    return rules.remove(id) != null;
  }

  /** Removes all rules. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Tells what a request meets, and counts it. */
  public Hit meet(String method, String path) {
    Duration delay = Duration.ZERO;
    FaultRule.@Nullable Kind kind = null;
    for (FaultRule rule : matching(method + " " + path)) {
      delay = delay.plus(rule.delay());
      if (kind == null && rule.kind() != FaultRule.Kind.SLOW) {
        kind = rule.kind();
      }
    }
    return new Hit(delay, kind, pause);
  }

  private synchronized List<FaultRule> matching(String request) {
    List<FaultRule> matching = new ArrayList<>();
    for (Active active : rules.values()) {
      if (active.meets(request)) {
        matching.add(active.rule);
      }
    }
    return matching;
  }

  private static void sleep(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      // The server is stopping: no more is to be held back.
      Thread.currentThread().interrupt();
    }
  }
}
