package dev.billet.checkout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may do what for which organization: the one place where a role is asked. Immutable and safe
 * for use by many threads.
 */
public final class Access {

  private final Directory directory;

  /** Access as a directory grants it. */
  public Access(Directory directory) {
    this.directory = directory;
  }

  /** Finds who a secret belongs to. */
  public Optional<Caller> caller(String secret) {
    return directory.caller(secret);
  }

  /**
   * Makes sure that a caller may spend an organization's money.
   *
   * @param identifier any identifier of the organization
   * @throws CheckoutException {@link Failure.Kind#UNKNOWN_ORGANIZATION} or {@link
   *     Failure.Kind#FORBIDDEN}
   */
  public Buyer toBuy(Caller caller, String identifier) {
    return new Buyer(
        caller,
        allowed(
            caller,
            identifier,
            Role::mayCheckOut,
            "This credential may not make purchases for the organization"));
  }

  /**
   * Makes sure that a caller may read what an organization has.
   *
   * @param identifier any identifier of the organization
   * @throws CheckoutException {@link Failure.Kind#UNKNOWN_ORGANIZATION} or {@link
   *     Failure.Kind#FORBIDDEN}
   */
  public Organization toRead(Caller caller, String identifier) {
    return allowed(
        caller,
        identifier,
        Role::mayRead,
        "This credential may not read what the organization has");
  }

  /**
   * The slugs of the organizations that a caller may read; empty where it may read them all.
   *
   * @return a list without any where it may read none
   */
  public static Optional<List<String>> readable(Caller caller) {
    List<String> slugs =
        caller.grants().entrySet().stream()
            .filter(grant -> grant.getValue().mayRead())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return slugs.contains(Caller.EVERY_ORGANIZATION) ? Optional.empty() : Optional.of(slugs);
  }

  private Organization allowed(
      Caller caller, String identifier, Predicate<Role> role, String otherwise) {
    Organization organization =
        directory
            .organization(identifier)
            .orElseThrow(
                () ->
                    new CheckoutException(
                        Failure.of(Failure.Kind.UNKNOWN_ORGANIZATION, "Organization not found")));
    if (caller.roleIn(organization).filter(role).isEmpty()) {
      throw new CheckoutException(Failure.of(Failure.Kind.FORBIDDEN, otherwise));
    }
    return organization;
  }
}
