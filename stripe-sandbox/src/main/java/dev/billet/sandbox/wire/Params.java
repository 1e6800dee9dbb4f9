package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of parameter tables: what Stripe's parameters are made of, and how each refuses.
 * The wording is Stripe's.
 */
public final class Params {

  private static final int MAX_TEXT = 5_000;
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,12})?");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");

  private Params() {}

  /** A table without parameters yet. */
  public static ObjectParam object() {
    return new ObjectParam();
  }

  /** Text, not empty, of Stripe's usual length. */
  public static Param string() {
    return string(MAX_TEXT);
  }

  /** Text, not empty, of at most so many characters. */
  public static Param string(int max) {
    return text(
        (value, at) -> {
          if (value.length() > max) {
            throw ApiError.invalid(
                at,
                "Invalid string: "
                    + Texts.shorten(value)
                    + "; must be at most "
                    + max
                    + " characters");
          }
          return TextNode.valueOf(value);
        });
  }

  /** One of these words. */
  public static Param oneOf(String... words) {
    Set<String> allowed = new LinkedHashSet<>(List.of(words));
    return text(
        (value, at) -> {
          if (!allowed.contains(value)) {
            throw ApiError.invalid(
                at, "Invalid " + at + ": must be one of " + Texts.choices(allowed));
          }
          return TextNode.valueOf(value);
        });
  }

  /** {@code true} or {@code false}. */
  public static Param bool() {
    return text(
        (value, at) ->
            switch (value) {
              case "true" -> BooleanNode.TRUE;
              case "false" -> BooleanNode.FALSE;
              default -> throw ApiError.invalid(at, "Invalid boolean: " + Texts.shorten(value));
            });
  }

  /** Any integer. */
  public static Param integer() {
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** An integer not below {@code min} and not above {@code max}. */
  public static Param integer(long min, long max) {
    return text(
        (value, at) -> {
          if (!INTEGER.matcher(value).matches()) {
            throw ApiError.invalid(
                at, "parameter_invalid_integer", "Invalid integer: " + Texts.shorten(value));
          }
          long number = Long.parseLong(value);
          if (number < min || number > max) {
            throw ApiError.invalid(
                at,
                "parameter_invalid_integer",
                number < min
                    ? "This value must be greater than or equal to " + min + "."
                    : "This value must be less than or equal to " + max + ".");
          }
          return LongNode.valueOf(number);
        });
  }

  /** A moment in seconds since the epoch, before the year 3000. */
  public static Param moment() {
    return integer(0, 32_503_680_000L);
  }

  /** One of these words, or a moment in seconds since the epoch. */
  public static Param momentOr(String... words) {
    Set<String> allowed = Set.of(words);
    Param moment = moment();
    return (raw, at, problems) ->
        allowed.contains(raw.asText())
            ? TextNode.valueOf(raw.textValue())
            : moment.read(raw, at, problems);
  }

  /** A decimal number that stays text, as Stripe's amounts with fractions of a minor unit do. */
  public static Param decimal() {
    return text(
        (value, at) -> {
          if (!DECIMAL.matcher(value).matches()) {
            throw ApiError.invalid(at, "Invalid decimal: " + Texts.shorten(value));
          }
          return TextNode.valueOf(value);
        });
  }

  /** A number with or without a fraction. */
  public static Param number() {
    return text(
        (value, at) -> {
          if (!DECIMAL.matcher(value).matches()) {
            throw ApiError.invalid(at, "Invalid number: " + Texts.shorten(value));
          }
          return DecimalNode.valueOf(new BigDecimal(value));
        });
  }

  /** {@code inf} or an integer: where a tier ends. */
  public static Param upTo() {
    Param number = integer(1, Long.MAX_VALUE);
    return (raw, at, problems) ->
        raw.asText().equals("inf") ? NullNode.instance : number.read(raw, at, problems);
  }

  /** An e-mail address, as far as its syntax goes. */
  public static Param email() {
    return text(
        (value, at) -> {
          if (value.length() > 512 || !EMAIL.matcher(value).matches()) {
            throw ApiError.invalid(
                at, "email_invalid", "Invalid email address: " + Texts.shorten(value));
          }
          return TextNode.valueOf(value);
        });
  }

  /** A country's two-letter ISO code. */
  public static Param country() {
    return text(
        (value, at) -> {
          if (!COUNTRY.matcher(value).matches()) {
            throw ApiError.invalid(
                at,
                "country_code_invalid",
                "Country '"
                    + Texts.shorten(value)
                    + "' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.");
          }
          return TextNode.valueOf(value);
        });
  }

  /** A currency's three-letter ISO code, in any case; becomes lower case. */
  public static Param currency() {
    return text(
        (value, at) -> {
          String currency = value.toLowerCase(java.util.Locale.ROOT);
          if (!Currencies.isSupported(currency)) {
            throw ApiError.invalid(
                at,
                "Invalid currency: "
                    + Texts.shorten(currency)
                    + ". Stripe currently supports these currencies: "
                    + String.join(", ", Currencies.supported()));
          }
          return TextNode.valueOf(currency);
        });
  }

  /** An absolute http or https URL of at most 2048 characters. */
  public static Param url() {
    return text((value, at) -> TextNode.valueOf(Urls.check(value, at)));
  }

  /** Stripe's metadata: up to 50 names to text; an empty value unsets a name. */
  public static Param metadata() {
    return Metadata::read;
  }

  /** A list of any length that Stripe's limits on a request allow. */
  public static Param list(Param element) {
    return list(element, Integer.MAX_VALUE);
  }

  /** A list of at most so many elements. */
  public static Param list(Param element, int max) {
    return (raw, at, problems) -> {
      SortedMap<Integer, JsonNode> elements = elements(raw);
      if (elements == null) {
        problems.invalid(ApiError.invalid(at, "Invalid array"));
        return null;
      }
      if (elements.size() > max) {
        problems.invalid(
            ApiError.invalid(
                at, "Array " + at + " exceeded maximum " + max + " allowed elements."));
        return null;
      }
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      int index = 0;
      for (JsonNode one : elements.values()) {
        JsonNode value = element.read(one, at + "[" + index++ + "]", problems);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    };
  }

  /** An object with names of the client's choosing. */
  public static Param map(Param value) {
    return (raw, at, problems) -> {
      if (!(raw instanceof ObjectNode object)) {
        problems.invalid(ApiError.invalid(at, "Invalid object"));
        return null;
      }
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode read = value.read(entry.getValue(), at + "[" + entry.getKey() + "]", problems);
        if (read != null) {
          values.set(entry.getKey(), read);
        }
      }
      return values;
    };
  }

  /** As {@code param}, but an empty value unsets it: it becomes a null node. */
  public static Param emptyable(Param param) {
    return (raw, at, problems) ->
        raw.isTextual() && raw.textValue().isEmpty()
            ? NullNode.instance
            : param.read(raw, at, problems);
  }

  /** A moment, or an interval of moments ({@code gt}, {@code gte}, {@code lt}, {@code lte}). */
  public static Param range() {
    Param moment = integer();
    ObjectParam interval =
        object()
            .optional("gt", moment)
            .optional("gte", moment)
            .optional("lt", moment)
            .optional("lte", moment);
    return (raw, at, problems) ->
        raw.isTextual() ? moment.read(raw, at, problems) : interval.read(raw, at, problems);
  }

  @FunctionalInterface
  interface TextReader {
    JsonNode read(String value, String at);
  }

  static Param text(TextReader reader) {
    return (raw, at, problems) -> {
      if (!raw.isTextual()) {
        problems.invalid(ApiError.invalid(at, "Invalid string: " + Texts.shorten(raw.toString())));
        return null;
      }
      if (raw.textValue().isEmpty()) {
        problems.invalid(ApiError.empty(at));
        return null;
      }
      try {
        return reader.read(raw.textValue(), at);
      } catch (ApiError e) {
        problems.invalid(e);
        return null;
      }
    };
  }

  private static @Nullable SortedMap<Integer, JsonNode> elements(JsonNode raw) {
    if (!(raw instanceof ObjectNode object)) {
      return null;
    }
    SortedMap<Integer, JsonNode> elements = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!INDEX.matcher(entry.getKey()).matches()) {
        return null;
      }
      elements.put(Integer.valueOf(entry.getKey()), entry.getValue());
    }
    return elements;
  }
}
