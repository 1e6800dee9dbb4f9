package dev.billet.conformance.run;

/** What an answer says about a case. */
public enum Verdict {
  /** It is as it has to be. */
  HELD,
  /** It breaks the contract. */
  BROKEN,
  /** Nothing: it takes what was not given. */
  NOT_TRIED
}
