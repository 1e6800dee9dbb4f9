package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value to try for a constraint.
 *
 * @param title where it lies, for a person
 * @param certain whether it must be accepted if the schema allows it; otherwise it may be right and
 *     still name nothing
 * @param open whether the schema alone does not decide, as with a format that is an annotation
 */
record Candidate(String keyword, String title, JsonNode value, boolean certain, boolean open) {

  static Candidate certain(String keyword, String title, JsonNode value) {
    return new Candidate(keyword, title, value, true, false);
  }

  static Candidate perhaps(String keyword, String title, JsonNode value) {
    return new Candidate(keyword, title, value, false, false);
  }

  static Candidate open(String keyword, String title, JsonNode value) {
    return new Candidate(keyword, title, value, false, true);
  }
}
