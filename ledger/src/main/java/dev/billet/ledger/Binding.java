package dev.billet.ledger;

/** What became of finding a secret key's books. */
public sealed interface Binding {

  /**
   * The key's books are found, or were begun.
   *
   * @param books those of the key's account and mode
   */
  record Bound(Books books) implements Binding {}

  /**
   * Whose books the key may see cannot be told yet, so it sees none. Ask again later.
   *
   * @param reason a sentence for the operator
   */
  record Undecided(String reason) implements Binding {}
}
