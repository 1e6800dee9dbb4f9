package dev.billet.contract;

import dev.billet.checkout.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not carried out, ready to be said in a contract's own words.
 *
 * @param kind what went wrong
 * @param detail a sentence that is safe to show to the caller
 * @param violations everything that is wrong with the request's fields; empty where the fields are
 *     not to blame
 * @param incident the id under which the log holds the cause; present on faults of ours and of the
 *     payment provider
 * @param requestId the name of the request, which travels back as {@code X-Request-Id} as well
 */
public record Refusal(
    Failure.Kind kind,
    String detail,
    List<Violation> violations,
    Optional<String> incident,
    String requestId) {

  public Refusal {
    violations = List.copyOf(violations);
  }

  /** The detail, and the incident where there is one. */
  public String sentence() {
    return incident.map(id -> detail + " (incident " + id + ")").orElse(detail);
  }
}
