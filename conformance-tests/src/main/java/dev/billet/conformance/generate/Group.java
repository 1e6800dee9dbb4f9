package dev.billet.conformance.generate;

/** What a case is about. */
public enum Group {
  /** A documented example, literal or filled in. */
  EXAMPLE("documented examples"),
  /** The request that everything else is varied from. */
  BASELINE("the request itself"),
  /** A constraint of the document. */
  CONSTRAINT("constraints"),
  /** Members that are left out, added or in another order. */
  STRUCTURE("members"),
  /** Texts of other scripts, of odd characters, or very long. */
  TEXT("odd and long texts"),
  /** Credentials that are missing or wrong. */
  CREDENTIAL("credentials"),
  /** Paths that the document does not have. */
  PATH("paths"),
  /** Methods that a path does not have. */
  METHOD("methods"),
  /** Media types of the body. */
  MEDIA_TYPE("media types"),
  /** Bodies that are no JSON, or too large. */
  MALFORMED("malformed bodies"),
  /** Random bodies. */
  RANDOM("random bodies"),
  /** Retries and many requests at once. */
  RESILIENCE("resilience");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  /** For a person. */
  public String title() {
    return title;
  }
}
