package dev.billet.contract;

import java.util.Optional;

/**
 * Says where and why a text is not JSON, in the words and at the offsets of Python's {@code json}
 * module, because that is what clients of a FastAPI server read in {@code json_invalid} items
 * (Python 3.13). Used only after a parser has refused the text.
 */
final class JsonDiagnosis {

  private static final int DEEPEST = 2_000;

  private final String text;
  private int at;
  private int depth;

  private JsonDiagnosis(String text) {
    this.text = text;
  }

  /** What is wrong with a text; empty where Python finds nothing wrong with it. */
  static Optional<MalformedJsonException> of(String text) {
    JsonDiagnosis diagnosis = new JsonDiagnosis(text);
    try {
      diagnosis.skipSpace();
      diagnosis.value();
      diagnosis.skipSpace();
      return diagnosis.at < text.length()
          ? Optional.of(error("Extra data", diagnosis.at))
          : Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.of(e);
    }
  }

  private void value() throws MalformedJsonException {
    if (depth++ > DEEPEST) {
      throw error("Too deeply nested", at);
    }
    char next = peek();
    if (next == '"') {
      string();
    } else if (next == '{') {
      object();
    } else if (next == '[') {
      array();
    } else if (!literal("null") && !literal("true") && !literal("false") && !number()) {
      throw error("Expecting value", at);
    }
    depth--;
  }

  private void object() throws MalformedJsonException {
    at++;
    skipSpace();
    if (take('}')) {
      return;
    }
    while (true) {
      if (peek() != '"') {
        throw error("Expecting property name enclosed in double quotes", at);
      }
      string();
      skipSpace();
      if (!take(':')) {
        throw error("Expecting ':' delimiter", at);
      }
      skipSpace();
      value();
      skipSpace();
      if (take('}')) {
        return;
      }
      separator('}', "object");
    }
  }

  private void array() throws MalformedJsonException {
    at++;
    skipSpace();
    if (take(']')) {
      return;
    }
    while (true) {
      value();
      skipSpace();
      if (take(']')) {
        return;
      }
      separator(']', "array");
    }
  }

  private void separator(char end, String where) throws MalformedJsonException {
    int comma = at;
    if (!take(',')) {
      throw error("Expecting ',' delimiter", at);
    }
    skipSpace();
    if (peek() == end) {
      throw error("Illegal trailing comma before end of " + where, comma);
    }
  }

  private void string() throws MalformedJsonException {
    int start = at++;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '"') {
        at++;
        return;
      }
      if (next < ' ') {
        throw error("Invalid control character at", at);
      }
      if (next == '\\') {
        escape(start);
      } else {
        at++;
      }
    }
    throw error("Unterminated string starting at", start);
  }

  private void escape(int start) throws MalformedJsonException {
    int backslash = at++;
    if (at >= text.length()) {
      throw error("Unterminated string starting at", start);
    }
    char kind = text.charAt(at++);
    if (kind != 'u') {
      if ("\"\\/bfnrt".indexOf(kind) < 0) {
        throw error("Invalid \\escape", backslash);
      }
      return;
    }
    for (int end = at + 4; at < end; at++) {
      if (at >= text.length() || Character.digit(text.charAt(at), 16) < 0) {
        throw error("Invalid \\uXXXX escape", backslash + 1);
      }
    }
  }

  private boolean literal(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private boolean number() {
    int end = at;
    if (end < text.length() && text.charAt(end) == '-') {
      end++;
    }
    int digits = digits(end);
    if (digits == end) {
      return false;
    }
    // A leading zero stands alone: what follows it is the next token.
    end = text.charAt(end) == '0' ? end + 1 : digits;
    if (end < text.length() && text.charAt(end) == '.' && digits(end + 1) > end + 1) {
      end = digits(end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      end = digits(exponent) > exponent ? digits(exponent) : end;
    }
    at = end;
    return true;
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private static MalformedJsonException error(String error, int offset) {
    return new MalformedJsonException(error, offset);
  }
}
