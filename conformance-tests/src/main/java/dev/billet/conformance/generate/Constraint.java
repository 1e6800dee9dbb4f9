package dev.billet.conformance.generate;

/**
 * One thing that a document asks of a request.
 *
 * @param operation the operation's id
 * @param where {@code body /quantity}, {@code query limit} and so on
 * @param keyword the schema's keyword, with the name of the member for {@code required}
 */
public record Constraint(String operation, String where, String keyword) {

  @Override
  public String toString() {
    return where + " " + keyword;
  }
}
