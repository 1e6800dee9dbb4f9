package dev.billet.checkout;

import java.util.Optional;

/** Knows organizations and credentials. Implementations are safe for use by many threads. */
public interface Directory {

  /**
   * Finds an organization.
   *
   * @param identifier its slug, or any of the other identifiers callers may use for it
   */
  Optional<Organization> organization(String identifier);

  /**
   * Finds who a secret belongs to, in time that does not depend on how much of it is right.
   *
   * @param secret what the caller presented: an API key or an access token
   */
  Optional<Caller> caller(String secret);
}
