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

  /**
   * Whether this role may see what the organization has and what it bought.
   *
   * @return true for all there are so far
   */
  public boolean mayRead() {
    return switch (this) {
      case OWNER, BILLING, MEMBER, READER -> true;
    };
  }
}
