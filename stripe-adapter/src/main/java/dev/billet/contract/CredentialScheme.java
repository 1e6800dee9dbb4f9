package dev.billet.contract;

import java.util.Optional;

/** Where in a request a contract documents its credential. Implementations are immutable. */
@FunctionalInterface
public interface CredentialScheme {

  /** The secret the caller presented; empty where there is none of this kind. */
  Optional<String> secret(Exchange exchange);

  /**
   * {@code Authorization: Bearer <secret>} (RFC 6750, section 2.1). The scheme's case does not
   * matter (RFC 9110, section 11.1).
   */
  static CredentialScheme bearer() {
    return exchange ->
        exchange
            .header("Authorization")
            .map(String::strip)
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
            .map(value -> value.substring("Bearer ".length()).strip())
            .filter(secret -> !secret.isEmpty());
  }

  /** A header that holds the secret and nothing else. */
  static CredentialScheme apiKey(String header) {
    return exchange ->
        exchange.header(header).map(String::strip).filter(secret -> !secret.isEmpty());
  }

  /** This scheme, or the other one where this one is not used. */
  default CredentialScheme or(CredentialScheme other) {
    return exchange -> secret(exchange).or(() -> other.secret(exchange));
  }
}
