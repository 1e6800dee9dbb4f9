package dev.billet.checkout;

import java.util.Map;
import java.util.Optional;

/**
 * Whoever presented a credential, known by the credential's name, never by the secret itself.
 *
 * @param credential the credential's name; empty for {@link #anonymous()}. Idempotency keys are
 *     scoped by it, so that two credentials never share one.
 * @param grants the role by organization slug; the slug {@value #EVERY_ORGANIZATION} grants a role
 *     in every organization that is not named itself
 */
public record Caller(String credential, Map<String, Role> grants) {

  /** The slug that stands for every organization in a grant. */
  public static final String EVERY_ORGANIZATION = "*";

  public Caller {
    grants = Map.copyOf(grants);
  }

  /**
   * The caller of an endpoint whose document demands no credential: it may buy for anybody, as its
   * document says.
   */
  public static Caller anonymous() {
    return new Caller("", Map.of(EVERY_ORGANIZATION, Role.BILLING));
  }

  /** The role in an organization; a grant that names it goes before one to every organization. */
  public Optional<Role> roleIn(Organization organization) {
    Role named = grants.get(organization.slug());
    return Optional.ofNullable(named != null ? named : grants.get(EVERY_ORGANIZATION));
  }

  /**
   * The slug of the one organization this caller belongs to; empty where it has none, several, or
   * all of them.
   */
  public Optional<String> onlyOrganization() {
    return grants.size() == 1 && !grants.containsKey(EVERY_ORGANIZATION)
        ? Optional.of(grants.keySet().iterator().next())
        : Optional.empty();
  }
}
