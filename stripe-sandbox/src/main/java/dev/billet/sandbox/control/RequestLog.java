package dev.billet.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests to the API and what came of them, without their parameters and without any
 * key. Safe for use by several threads.
 */
public final class RequestLog {

  /** How many requests are remembered. */
  public static final int SIZE = 1_000;

  private static final int MAX_PATH = 300;

  /**
   * Why a request was refused; each as Stripe's error object has it.
   *
   * @param type the error's type
   * @param code its code, if it has one
   * @param param the parameter at fault, if it is one's
   * @param message what was said of it
   */
  public record Refusal(
      String type, @Nullable String code, @Nullable String param, String message) {}

  /**
   * A request.
   *
   * @param id the id it was answered with
   * @param account the name of the account it spoke for, which contains the key and is not to be
   *     shown; null where it spoke for none
   * @param at when it came, by the sandbox's time
   * @param method the HTTP method
   * @param path the path, shortened where it is overlong
   * @param idempotencyKey the key it came with, if any
   * @param status the answer's status, or 0 where the connection was closed without one
   * @param replayed whether the answer was one that had been given before
   * @param refusal why it was refused, or null where it was not
   * @param duration how long it took
   */
  public record Entry(
      String id,
      @Nullable String account,
      Instant at,
      String method,
      String path,
      @Nullable String idempotencyKey,
      int status,
      boolean replayed,
      @Nullable Refusal refusal,
      Duration duration) {

    /** Shortens the path. */
    public Entry {
      path = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "…" : path;
    }

    /** Shows no key. */
    @Override
    public String toString() {
      return id + " " + method + " " + path + " " + status;
    }
  }

  private final Deque<Entry> newestFirst = new ArrayDeque<>();

  /** Remembers a request, in the place of the oldest one where there are many. */
  public synchronized void add(Entry entry) {
    newestFirst.addFirst(entry);
    if (newestFirst.size() > SIZE) {
      newestFirst.removeLast();
    }
  }

  /** Returns what is remembered, newest first. */
  public synchronized List<Entry> list() {
    return List.copyOf(newestFirst);
  }

  /** Forgets all requests. */
  public synchronized void clear() {
    newestFirst.clear();
  }
}
