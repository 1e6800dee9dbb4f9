package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status the status code
 * @param headers the header fields by name, in any case
 * @param text the body, read as UTF-8
 */
public record Answer(int status, Map<String, List<String>> headers, String text) {

  private static final Pattern SESSION_ID = Pattern.compile("cs_(?:test|live)_[A-Za-z0-9_]+");
  private static final Pattern LINK = Pattern.compile("<([^<>]+)>; rel=\"payment\"");

  /** Copies the headers, so that names are found whatever their case. */
  public Answer {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** The values of a header field; empty where it is absent. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The only or first value of a header field. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /**
   * The body as JSON.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  public JsonNode json() {
    return Json.parse(text);
  }

  /** A member of the body, by JSON pointer; the empty string where it is missing. */
  public String at(String pointer) {
    return json().at(pointer).asText();
  }

  /**
   * The checkout page, as the {@code Link} header has it.
   *
   * @throws AssertionError if there is none
   */
  public String checkoutUrl() {
    return header("Link")
        .map(LINK::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .orElseThrow(() -> new AssertionError("no payment link in " + this));
  }

  /**
   * The id of the checkout session, as the checkout page's address has it.
   *
   * @throws AssertionError if there is none
   */
  public String sessionId() {
    Matcher matcher = SESSION_ID.matcher(checkoutUrl());
    if (!matcher.find()) {
      throw new AssertionError("no session id in " + checkoutUrl());
    }
    return matcher.group();
  }
}
