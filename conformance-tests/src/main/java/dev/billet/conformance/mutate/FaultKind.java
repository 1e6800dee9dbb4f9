package dev.billet.conformance.mutate;

/** What kind of fault is planted. */
public enum FaultKind {
  /** Another status, documented or not. */
  STATUS("another status"),
  /** No media type, or that of a page. */
  MEDIA_TYPE("another media type"),
  /** A header that has to be there is not. */
  HEADER("a missing header"),
  /** A member of the body is left out. */
  DROPPED("a missing member"),
  /** A member of the body has another name. */
  RENAMED("a renamed member"),
  /** A member of the body has another type. */
  RETYPED("a member of another type"),
  /** A member of the body is null. */
  NULL("a member that is null"),
  /** A request that breaks one constraint, and nothing else, is accepted. */
  CONSTRAINT("a constraint not enforced"),
  /** One over a bound is accepted, or what is on it refused. */
  BOUND("a bound off by one"),
  /** What is refused with one status is accepted, as what is right is. */
  ACCEPTANCE("a refusal left out");

  private final String title;

  FaultKind(String title) {
    this.title = title;
  }

  /** For a person. */
  public String title() {
    return title;
  }
}
