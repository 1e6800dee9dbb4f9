package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Violation;
import dev.billet.conformance.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A built-in contract's OpenAPI document, as the tests of our own server ask for it. Immutable and
 * safe for use by many threads.
 */
public final class ContractDocument {

  // Ours: it sells nothing, and has more operations than one.
  private static final String OWN = "billet";

  private final ApiDocument document;

  private ContractDocument(ApiDocument document) {
    this.document = document;
  }

  /** The contracts that sell, in order of key: every document but our own. */
  public static List<ContractDocument> all() {
    return Holder.SERVED.stream().filter(it -> !it.key().equals(OWN)).toList();
  }

  /** Every document that is served, our own among them, in order of key. */
  public static List<ContractDocument> served() {
    return Holder.SERVED;
  }

  /** The document of one contract. */
  public static ContractDocument of(String key) {
    return served().stream()
        .filter(document -> document.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no document " + key));
  }

  /** The contract's name: the file's, without its ending. */
  public String key() {
    return document.key();
  }

  /** The document, as the generator reads it. */
  public ApiDocument api() {
    return document;
  }

  /** The path of the first operation with its placeholders, from the server's root. */
  public String path() {
    return first().path();
  }

  /** What the paths of the contract begin with; of several, the first. */
  public String prefix() {
    return Objects.requireNonNull(document.prefixes().get(0));
  }

  /** Every status that is spelled out, in order. */
  public Set<Integer> statuses() {
    return document.statuses();
  }

  /** The whole document. */
  public JsonNode tree() {
    return document.tree();
  }

  /**
   * What the answer to a call breaks of what the document says.
   *
   * @return one sentence for each thing; empty where all is well
   */
  List<Violation> violations(String method, String path, Answer answer) {
    return document.violations(method, path, reply(answer));
  }

  /** Whether it opens checkouts, so that each success has a session at Stripe. */
  boolean sells() {
    return !key().equals(OWN);
  }

  private Operation first() {
    return Objects.requireNonNull(document.operations().get(0));
  }

  private static Reply reply(Answer answer) {
    return new Reply(
        answer.status(), answer.headers(), answer.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return key();
  }

  private static final class Holder {
    static final List<ContractDocument> SERVED =
        ApiDocument.builtIn().stream().map(ContractDocument::new).toList();
  }
}
