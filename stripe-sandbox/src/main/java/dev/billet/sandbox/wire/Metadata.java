package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's metadata: its limits, and what sending some of it again does. */
public final class Metadata {

  private static final int MAX_KEYS = 50;
  private static final int MAX_KEY = 40;
  private static final int MAX_VALUE = 500;

  private Metadata() {}

  /**
   * Applies metadata that was sent to metadata that was there: names are added or replaced, an
   * empty value removes its name, and an empty value for the whole removes all.
   *
   * @param before what was there
   * @param sent what was sent, as {@link Params#metadata()} read it; null where nothing was
   * @return what is there now; {@code before} is left alone
   * @throws ApiError 400 where there are more than 50 names now
   */
  public static ObjectNode merge(ObjectNode before, @Nullable JsonNode sent) {
    ObjectNode after = before.deepCopy();
    if (sent == null) {
      return after;
    }
    if (sent.isNull()) {
      return after.removeAll();
    }
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      if (entry.getValue().isNull()) {
        after.remove(entry.getKey());
      } else {
        after.set(entry.getKey(), entry.getValue());
      }
    }
    if (after.size() > MAX_KEYS) {
      throw tooMany("metadata");
    }
    return after;
  }

  /** Returns what metadata an object begins with. */
  public static ObjectNode initial(@Nullable JsonNode sent) {
    return merge(JsonNodeFactory.instance.objectNode(), sent);
  }

  static @Nullable JsonNode read(JsonNode raw, String at, Problems problems) {
    if (!(raw instanceof ObjectNode object)) {
      problems.invalid(ApiError.invalid(at, "Invalid object"));
      return null;
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      if (!value.isTextual()) {
        problems.invalid(
            ApiError.invalid(
                at + "[" + Texts.shorten(key) + "]",
                "Invalid string: " + Texts.shorten(value.toString())));
      } else if (key.length() > MAX_KEY) {
        problems.invalid(
            ApiError.invalid(
                at,
                "Metadata keys can have up to %d characters, but you passed in a key that is %d characters. Invalid key: %s"
                    .formatted(MAX_KEY, key.length(), Texts.shorten(key))));
      } else if (value.textValue().length() > MAX_VALUE) {
        problems.invalid(
            ApiError.invalid(
                at + "[" + key + "]",
                "Metadata values can have up to %d characters, but you passed in a value that is %d characters. Invalid value: %s"
                    .formatted(
                        MAX_VALUE, value.textValue().length(), Texts.shorten(value.textValue()))));
      } else {
        values.set(key, value.textValue().isEmpty() ? NullNode.instance : value);
      }
    }
    if (values.size() > MAX_KEYS) {
      problems.invalid(tooMany(at));
    }
    return values;
  }

  private static ApiError tooMany(String at) {
    return ApiError.invalid(at, "You can only have up to " + MAX_KEYS + " metadata keys.");
  }
}
