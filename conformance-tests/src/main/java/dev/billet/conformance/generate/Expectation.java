package dev.billet.conformance.generate;

import java.util.Set;
import java.util.TreeSet;

/**
 * What has to come back.
 *
 * @param kind in general
 * @param statuses in particular; empty where any of that kind will do
 */
public record Expectation(Kind kind, Set<Integer> statuses) {

  /** What kind of answer. */
  public enum Kind {
    /** A documented 2xx. */
    ACCEPTED,
    /** A documented 2xx, unless the value names nothing that this server has. */
    PERHAPS,
    /** A documented 4xx. */
    REFUSED,
    /** Anything documented that is no fault of the server's. */
    DOCUMENTED
  }

  static final Expectation ACCEPTED = new Expectation(Kind.ACCEPTED, Set.of());
  static final Expectation PERHAPS = new Expectation(Kind.PERHAPS, Set.of());
  static final Expectation DOCUMENTED = new Expectation(Kind.DOCUMENTED, Set.of());

  static Expectation refused(Integer... statuses) {
    return new Expectation(Kind.REFUSED, new TreeSet<>(Set.of(statuses)));
  }

  /** For a person. */
  public String title() {
    String which = statuses.isEmpty() ? "" : " with one of " + statuses;
    return switch (kind) {
      case ACCEPTED -> "accepted" + which;
      case PERHAPS -> "accepted, where the server has what it names";
      case REFUSED -> "refused" + which;
      case DOCUMENTED -> "answered as documented";
    };
  }
}
