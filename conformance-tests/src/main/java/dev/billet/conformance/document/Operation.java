package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operation of a document.
 *
 * @param id its name in the document; method and path where it has none
 * @param method in capital letters
 * @param path with its placeholders, from the server's root
 * @param answers what it may answer, by status, {@code 4XX} or {@code default}
 * @param credentials the security schemes of which one is needed; empty where none is
 */
public record Operation(
    String id,
    String method,
    String path,
    List<Parameter> parameters,
    Optional<RequestBody> body,
    Map<String, DocumentedAnswer> answers,
    List<JsonNode> credentials) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]+}");

  /** Whether it changes nothing: GET. */
  public boolean safe() {
    return method.equals("GET");
  }

  /** Whether a path is one of this operation's, whatever its query. */
  public boolean matches(String actual) {
    String regex =
        Pattern.compile("(" + PLACEHOLDER.pattern() + ")|([^{]+)")
            .matcher(path)
            .replaceAll(it -> it.group(1) == null ? "\\\\Q$2\\\\E" : "[^/]+");
    int query = actual.indexOf('?');
    return Pattern.matches(regex, query < 0 ? actual : actual.substring(0, query));
  }

  /** Whether a status is spelled out, alone or with its class. */
  public boolean documents(int status) {
    return answers.containsKey(Integer.toString(status))
        || answers.containsKey(status / 100 + "XX");
  }

  /**
   * What the document says of a status; a class of statuses and the default come last. A default
   * that describes no content says nothing.
   */
  public Optional<DocumentedAnswer> answer(int status) {
    return Optional.ofNullable(answers.get(Integer.toString(status)))
        .or(() -> Optional.ofNullable(answers.get(status / 100 + "XX")))
        .or(
            () ->
                Optional.ofNullable(answers.get("default")).filter(it -> !it.content().isEmpty()));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
