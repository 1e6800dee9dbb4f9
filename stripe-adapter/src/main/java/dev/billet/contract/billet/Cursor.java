package dev.billet.contract.billet;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.checkout.Failure;
import dev.billet.contract.InvalidRequestException;
import dev.billet.contract.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list, as callers carry it: a position that they cannot read anything into, and that
 * no other list takes. Immutable.
 */
enum Cursor {
  /** In an organization's entries, which are read backwards. */
  ENTRIES("entries", "cursor"),
  /** In the feed. */
  EVENTS("events", "after");

  private static final Pattern PLACE = Pattern.compile("([a-z]+):(0|[1-9][0-9]{0,18})");

  private final String list;
  private final String parameter;

  Cursor(String list, String parameter) {
    this.list = list;
    this.parameter = parameter;
  }

  /** Writes a position, which is never negative. */
  String at(long position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + ":" + position).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a position.
   *
   * @throws InvalidRequestException where this list never gave out such a cursor; names the
   *     parameter
   */
  long position(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
      Matcher place = PLACE.matcher(text);
      if (place.matches() && list.equals(place.group(1))) {
        long position = Long.parseLong(place.group(2));
        if (at(position).equals(cursor)) {
          return position;
        }
      }
      throw garbage(cursor);
    } catch (IllegalArgumentException e) {
      throw garbage(cursor);
    }
  }

  private InvalidRequestException garbage(String cursor) {
    return new InvalidRequestException(
        Failure.Kind.INVALID_REQUEST,
        List.of(
            new Violation(
                "value_error",
                List.of("query", parameter),
                "Should be what an answer of this list gave",
                TextNode.valueOf(cursor),
                Map.of())));
  }
}
