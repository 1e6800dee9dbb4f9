package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code application/x-www-form-urlencoded} with Stripe's nested names: {@code a[b][0][c]=1},
 * {@code a[]=1}, {@code a[][b]=1}.
 *
 * <p>The result holds text and objects only. An array is an object whose names are its indexes,
 * because a form cannot tell {@code a[0]} the element from {@code a[0]} the member: the parameter's
 * description decides. A name given twice keeps its last value, as in Rack.
 */
public final class FormDecoder {

  private static final int MAX_DEPTH = 12;
  private static final int MAX_PAIRS = 5_000;

  private FormDecoder() {}

  /**
   * Decodes a body or a query.
   *
   * @throws ApiError 400 where it is malformed, nested too deeply or too long
   */
  public static ObjectNode decode(String form) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    int pairs = 0;
    int start = 0;
    while (start <= form.length()) {
      int end = form.indexOf('&', start);
      end = end < 0 ? form.length() : end;
      if (end > start) {
        if (++pairs > MAX_PAIRS) {
          throw ApiError.invalid(null, "Too many parameters: at most " + MAX_PAIRS + ".");
        }
        add(root, form.substring(start, end));
      }
      start = end + 1;
    }
    return root;
  }

  /**
   * Decodes percent-encoding as UTF-8.
   *
   * @param plusIsSpace whether {@code +} stands for a space, as in forms and queries but not paths
   * @throws ApiError 400 where the encoding is malformed
   */
  public static String percentDecode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int high = digitAt(raw, i + 1);
        int low = digitAt(raw, i + 2);
        if (high < 0 || low < 0) {
          throw ApiError.invalid(null, "Invalid percent-encoding in the request.");
        }
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw ApiError.invalid(null, "Invalid UTF-8 in the request.");
    }
  }

  private static int digitAt(byte[] raw, int index) {
    return index < raw.length ? Character.digit(raw[index], 16) : -1;
  }

  private static void add(ObjectNode root, String pair) {
    int equals = pair.indexOf('=');
    String name = percentDecode(equals < 0 ? pair : pair.substring(0, equals), true);
    String value = equals < 0 ? "" : percentDecode(pair.substring(equals + 1), true);
    List<String> keys = keys(name);
    ObjectNode node = root;
    for (int i = 0; i < keys.size() - 1; i++) {
      String key = keys.get(i);
      if (key.isEmpty()) {
        key = elementFor(node, keys.get(i + 1));
      }
      JsonNode child = node.get(key);
      if (child == null) {
        child = node.putObject(key);
      }
      if (!(child instanceof ObjectNode object)) {
        throw both(name);
      }
      node = object;
    }
    String last = keys.get(keys.size() - 1);
    if (last.isEmpty()) {
      last = Integer.toString(node.size());
    }
    if (node.get(last) instanceof ObjectNode) {
      throw both(name);
    }
    node.set(last, TextNode.valueOf(value));
  }

  /** {@code a[][b]} adds to the last element until that has a {@code b}, as Rack does. */
  private static String elementFor(ObjectNode array, String member) {
    int size = array.size();
    String last = Integer.toString(size - 1);
    boolean open =
        size > 0 && array.get(last) instanceof ObjectNode element && !element.has(member);
    return open ? last : Integer.toString(size);
  }

  private static List<String> keys(String name) {
    int bracket = name.indexOf('[');
    List<String> keys = new ArrayList<>();
    keys.add(bracket < 0 ? name : name.substring(0, bracket));
    if (keys.get(0).isEmpty()) {
      throw malformed(name);
    }
    int at = bracket < 0 ? name.length() : bracket;
    while (at < name.length()) {
      int close = name.indexOf(']', at);
      if (name.charAt(at) != '[' || close < 0) {
        throw malformed(name);
      }
      keys.add(name.substring(at + 1, close));
      if (keys.size() > MAX_DEPTH) {
        throw ApiError.invalid(null, "Parameters are nested too deeply.");
      }
      at = close + 1;
    }
    return keys;
  }

  private static ApiError malformed(String name) {
    return ApiError.invalid(null, "Invalid parameter name: " + Texts.shorten(name));
  }

  private static ApiError both(String name) {
    return ApiError.invalid(
        Texts.shorten(name),
        "Invalid parameter: " + Texts.shorten(name) + " is given both as a value and as an object");
  }
}
