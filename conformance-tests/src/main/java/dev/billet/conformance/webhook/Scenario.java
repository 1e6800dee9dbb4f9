package dev.billet.conformance.webhook;

/**
 * Something that happens to webhooks, and what has to come of it.
 *
 * @param key its name on the command line
 * @param title its name for a person
 * @param meaning where it is broken: what that costs a merchant, and what usually causes it
 * @param judged whether there is one right outcome
 */
record Scenario(String key, String title, String meaning, boolean judged, Play play) {

  /** What is done. */
  @FunctionalInterface
  interface Play {

    /**
     * Does it.
     *
     * @throws NotTriedException where it cannot be done here
     * @throws CommandException where a command of the user's fails
     */
    void on(Stage stage);
  }

  static Scenario of(String key, String title, String meaning, Play play) {
    return new Scenario(key, title, meaning, true, play);
  }
}
