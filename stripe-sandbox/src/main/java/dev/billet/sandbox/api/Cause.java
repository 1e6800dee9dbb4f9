package dev.billet.sandbox.api;

import org.jspecify.annotations.Nullable;

/**
 * What made an operation happen, as the events that it leads to name it.
 *
 * @param requestId the id of the API request, or null where it was none: a buyer on the hosted
 *     page, or the clock
 * @param idempotencyKey the key that request came with, or null
 */
public record Cause(@Nullable String requestId, @Nullable String idempotencyKey) {

  /** No request of the API. */
  public static final Cause NONE = new Cause(null, null);
}
