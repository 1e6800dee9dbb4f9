package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When billing periods end. They are counted from a subscription's anchor and not from one another,
 * so that what began on the 31st is due on the last day of a shorter month and on the 31st again.
 */
final class Periods {

  private Periods() {}

  /**
   * Returns the first end of a period after a moment.
   *
   * @param anchor a moment at which a period begins or ends, in seconds since the epoch
   * @param after the moment, in seconds since the epoch
   * @param recurring what a price says of its interval
   */
  static long endAfter(long anchor, long after, JsonNode recurring) {
    long count = recurring.path("interval_count").asLong(1);
    ChronoUnit unit = unit(recurring);
    ZonedDateTime from = at(anchor);
    // One too few at first: how many whole intervals lie between depends on the months' lengths.
    long passed = unit.between(from, at(after)) / count - 1;
    ZonedDateTime end = from.plus(passed * count, unit);
    while (end.toEpochSecond() <= after) {
      passed++;
      end = from.plus(passed * count, unit);
    }
    return end.toEpochSecond();
  }

  /** Returns the beginning of the period that ends at this moment. */
  static long startBefore(long anchor, long end, JsonNode recurring) {
    long count = recurring.path("interval_count").asLong(1);
    ChronoUnit unit = unit(recurring);
    ZonedDateTime from = at(anchor);
    long index = unit.between(from, at(end)) / count + 1;
    ZonedDateTime start = from.plus(index * count, unit);
    while (start.toEpochSecond() >= end) {
      index--;
      start = from.plus(index * count, unit);
    }
    return start.toEpochSecond();
  }

  /** Returns whether two prices are paid equally often. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.path("interval").equals(other.path("interval"))
        && one.path("interval_count").asLong(1) == other.path("interval_count").asLong(1);
  }

  /**
   * Returns an interval as an invoice names it, such as {@code month} or {@code every 3 months}.
   */
  static String name(JsonNode recurring) {
    long count = recurring.path("interval_count").asLong(1);
    String unit = recurring.path("interval").asText();
    return count == 1 ? unit : "every " + count + " " + unit + "s";
  }

  private static ChronoUnit unit(JsonNode recurring) {
    return switch (recurring.path("interval").asText()) {
      case "day" -> ChronoUnit.DAYS;
      case "week" -> ChronoUnit.WEEKS;
      case "month" -> ChronoUnit.MONTHS;
      default -> ChronoUnit.YEARS;
    };
  }

  private static ZonedDateTime at(long moment) {
    return Instant.ofEpochSecond(moment).atZone(ZoneOffset.UTC);
  }
}
