package dev.billet.checkout;

/**
 * A caller who may buy for an organization. Only {@link Access} makes one, so nothing can be bought
 * without the question having been asked. Immutable.
 */
public final class Buyer {

  private final Caller caller;
  private final Organization organization;

  Buyer(Caller caller, Organization organization) {
    this.caller = caller;
    this.organization = organization;
  }

  /** Who buys. */
  public Caller caller() {
    return caller;
  }

  /** For whom. */
  public Organization organization() {
    return organization;
  }
}
