package dev.billet.sandbox.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one request's parameters, gathered so that it is told in Stripe's order:
 * unknown names first (all of them), then values, then what is missing, then rules across
 * parameters. For one request and one thread.
 */
public final class Problems {

  private final List<String> unknown = new ArrayList<>();
  private final List<Runnable> rules = new ArrayList<>();
  private @Nullable ApiError invalid;
  private @Nullable String missing;

  Problems() {}

  void unknown(String at) {
    unknown.add(Texts.shorten(at));
  }

  void missing(String at) {
    missing = missing == null ? at : missing;
  }

  /** Reports a value that is not acceptable; the first one is told. */
  public void invalid(ApiError error) {
    invalid = invalid == null ? error : invalid;
  }

  /** Judges once all values are known to be readable. */
  void afterwards(Runnable rule) {
    rules.add(rule);
  }

  void raise() {
    if (!unknown.isEmpty()) {
      throw ApiError.unknown(unknown);
    }
    if (invalid != null) {
      throw invalid;
    }
    if (missing != null) {
      throw ApiError.missing(missing);
    }
    rules.forEach(Runnable::run);
  }
}
