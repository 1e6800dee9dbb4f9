package dev.billet.checkout;

/** What a credential may do for one organization. */
public enum Role {
  OWNER,
  BILLING,
  MEMBER,
  READER;

  /**
   * Whether this role may spend the organization's money.
   *
   * @return true for owner and billing
   */
  public boolean mayCheckOut() {
    return this == OWNER || this == BILLING;
  }
}
