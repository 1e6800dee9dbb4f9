package dev.billet.sandbox.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a person reads them: in UTC, and how long ago. */
final class Times {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String utc(long seconds) {
    return UTC.format(Instant.ofEpochSecond(seconds));
  }

  /**
   * Returns how far a moment is from now, in one unit. Below a minute it is not told apart, so that
   * a page where nothing happens stays the same for a while.
   */
  static String relative(long seconds, Instant now) {
    long ago = Duration.between(Instant.ofEpochSecond(seconds), now).toSeconds();
    long distance = Math.abs(ago);
    if (distance < 60) {
      return ago >= 0 ? "just now" : "in under a minute";
    }
    String span = span(distance);
    return ago > 0 ? span + " ago" : "in " + span;
  }

  /** Returns a length of time in its largest unit. */
  static String span(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (hours == 0) {
      return minutes + " min";
    }
    if (days == 0) {
      return hours + " h";
    }
    return days == 1 ? "1 day" : days + " days";
  }

  static void write(Html html, long seconds, Instant now) {
    html.element(
        "time", utc(seconds), "datetime", Instant.ofEpochSecond(seconds).toString(), "class", "t");
    html.text(" ").element("small", relative(seconds, now));
  }
}
