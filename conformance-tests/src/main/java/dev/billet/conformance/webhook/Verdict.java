package dev.billet.conformance.webhook;

/** What a scenario has shown. */
enum Verdict {
  /** It came out as it has to. */
  HELD("HELD"),
  /** It did not. */
  BROKEN("BROKEN"),
  /** Nothing: it could not be provoked. Never counts as held. */
  NOT_TRIED("NOT TRIED"),
  /** What the server does, where that is its owner's to decide. */
  TOLD("TOLD");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
