package dev.billet.conformance.mutate;

/** What became of a planted fault. */
public enum Fate {
  /** A case broke by it that does not break without it. */
  NOTICED("noticed"),
  /** It changed answers, and no further case broke. */
  SURVIVED("survived"),
  /**
   * The same, and the document allows every answer as changed: an optional member left out, say.
   */
  ALLOWED("allowed"),
  /** It changed no answer of this run, and so was no fault. */
  WITHOUT_EFFECT("without effect");

  private final String title;

  Fate(String title) {
    this.title = title;
  }

  /** For a person. */
  public String title() {
    return title;
  }
}
