package dev.billet.sandbox.store;

import dev.billet.sandbox.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered under each idempotency key of an account, kept for 24 hours as Stripe does.
 * Safe for use by several threads.
 */
public final class IdempotencyKeys {

  private static final Duration KEPT = Duration.ofHours(24);

  /**
   * An answer to give again.
   *
   * @param status the HTTP status
   * @param body the body's bytes; not to be changed
   * @param requestId the id of the request that was first answered with it
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes to send, never compared.
  public record Saved(int status, byte[] body, String requestId) {}

  private static final class Entry {
    final String endpoint;
    final String fingerprint;
    final Instant begun;
    @Nullable Saved saved;

    Entry(String endpoint, String fingerprint, Instant begun) {
      this.endpoint = endpoint;
      this.fingerprint = fingerprint;
      this.begun = begun;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  IdempotencyKeys() {}

  /**
   * Begins a request under a key.
   *
   * @param fingerprint what tells its parameters from others
   * @return the answer to give again, or null where the request is to be executed; then {@link
   *     Account#answered} and {@link #end} have to follow
   * @throws ApiError 400 where the key was used for another request, 409 where the request is still
   *     being executed
   */
  public synchronized @Nullable Saved begin(
      String key, String endpoint, String fingerprint, Instant now) {
    forgetOld(now);
    Entry entry = entries.get(key);
    if (entry == null) {
      entries.put(key, new Entry(endpoint, fingerprint, now));
      return null;
    }
    if (!entry.endpoint.equals(endpoint)) {
      throw otherRequest(
          "Keys for idempotent requests can only be used for the same endpoint they were first used for ('%s' vs '%s'). Try using a key other than '%s' if you meant to execute a different request."
              .formatted(entry.endpoint, endpoint, key));
    }
    if (!entry.fingerprint.equals(fingerprint)) {
      throw otherRequest(
          "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '%s' if you meant to execute a different request."
              .formatted(key));
    }
    if (entry.saved == null) {
      throw ApiError.of(
          409,
          "idempotency_error",
          "idempotency_key_in_use",
          null,
          "There is currently another in-progress request using this Stripe Idempotent Key (that probably means you submitted twice, and the other request is still going through): "
              + key);
    }
    return entry.saved;
  }

  /** Ends a request with an answer that will be given again. */
  synchronized void save(String key, Saved saved) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.saved = saved;
    }
  }

  /** Ends a request; where its answer was not kept, the next one under the key is executed. */
  public synchronized void end(String key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.saved == null) {
      entries.remove(key);
    }
  }

  /** Returns what {@link #save} would change. */
  synchronized Change answer(String key, Saved saved) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new IllegalStateException("a key under which no request was begun");
    }
    return new Change.Answered(key, entry.endpoint, entry.fingerprint, entry.begun, saved);
  }

  synchronized void restore(Change.Answered answered) {
    Entry entry = new Entry(answered.endpoint(), answered.fingerprint(), answered.begun());
    entry.saved = answered.saved();
    // Anew at the end: the order is that of their beginning.
    entries.remove(answered.key());
    entries.put(answered.key(), entry);
  }

  /** Returns what would make these keys out of none; requests being executed are not kept. */
  synchronized List<Change> describe() {
    List<Change> changes = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          if (entry.saved != null) {
            changes.add(answer(key, entry.saved));
          }
        });
    return changes;
  }

  synchronized void clear() {
    entries.clear();
  }

  private void forgetOld(Instant now) {
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      if (entry.begun.plus(KEPT).isAfter(now)) {
        return;
      }
      if (entry.saved != null) {
        oldestFirst.remove();
      }
    }
  }

  private static ApiError otherRequest(String message) {
    return ApiError.of(400, "idempotency_error", null, null, message);
  }
}
