package dev.billet.contract;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name under which a request is found again, in the caller's logs and in ours. */
public final class RequestIds {

  /** The header that carries it, both ways. */
  public static final String HEADER = "X-Request-Id";

  // Nothing that could break a log line or a header.
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

  private RequestIds() {}

  /** The caller's id where it is sane, else a new one. */
  public static String saneOrNew(@Nullable String fromCaller) {
    return fromCaller != null && SANE.matcher(fromCaller).matches()
        ? fromCaller
        : UUID.randomUUID().toString();
  }
}
