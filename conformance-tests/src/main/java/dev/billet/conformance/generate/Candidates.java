package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Values for one place, constraint by constraint: on the bound, inside and just outside.
 *
 * @param schema what the place asks
 * @param base a value that keeps to it
 * @param broken which keywords a value breaks when it stands at the place
 */
record Candidates(JsonNode schema, JsonNode base, Function<JsonNode, Set<String>> broken) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final BigDecimal HUGE = new BigDecimal("1000000000000000000000000000000");

  List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(ofTypes());
    for (JsonNode alternative : Facets.alternatives(schema)) {
      all.addAll(ofChoice(alternative));
      Set<String> types = Facets.types(alternative);
      if (types.contains("string")) {
        all.addAll(new Texts(alternative, base, broken).all());
      }
      if (types.contains("integer") || types.contains("number")) {
        all.addAll(ofNumbers(alternative));
      }
      if (types.contains("array")) {
        all.addAll(ofLists(alternative));
      }
    }
    return all;
  }

  private List<Candidate> ofTypes() {
    Map<String, JsonNode> swapped = new LinkedHashMap<>();
    swapped.put("a text", TextNode.valueOf(base.isTextual() ? base.asText() : base.toString()));
    swapped.put("a whole number", JSON.numberNode(5));
    swapped.put("a fraction", DecimalNode.valueOf(new BigDecimal("1.5")));
    swapped.put("true", JSON.booleanNode(true));
    swapped.put("null", NullNode.getInstance());
    swapped.put("an empty list", JSON.arrayNode());
    swapped.put("a list of it", JSON.arrayNode().add(base));
    swapped.put("an empty object", JSON.objectNode());
    List<Candidate> candidates = new ArrayList<>();
    swapped.forEach(
        (title, value) -> {
          if (broken.apply(value).contains("type") || value.isNull()) {
            candidates.add(Candidate.certain("type", title, value));
          }
        });
    return candidates;
  }

  private static List<Candidate> ofChoice(JsonNode schema) {
    List<Candidate> candidates = new ArrayList<>();
    List<JsonNode> choices = new ArrayList<>();
    schema.path("enum").forEach(choices::add);
    String keyword = schema.has("const") ? "const" : "enum";
    if (schema.has("const")) {
      choices.add(schema.path("const"));
    }
    for (JsonNode choice : choices) {
      candidates.add(Candidate.certain(keyword, "the choice " + choice, choice));
      if (choice.isTextual()) {
        String text = choice.asText();
        for (String other :
            List.of(text + "x", text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT), "")) {
          candidates.add(
              Candidate.certain(keyword, "beside the choice " + choice, TextNode.valueOf(other)));
        }
      } else if (choice.isNumber()) {
        candidates.add(
            Candidate.certain(
                keyword,
                "beside the choice " + choice,
                DecimalNode.valueOf(choice.decimalValue().add(BigDecimal.valueOf(1_000)))));
      }
    }
    return candidates;
  }

  private List<Candidate> ofNumbers(JsonNode schema) {
    List<Candidate> candidates = new ArrayList<>();
    boolean whole =
        Facets.types(schema).contains("integer") && !Facets.types(schema).contains("number");
    BigDecimal multiple = schema.path("multipleOf").decimalValue();
    BigDecimal step =
        multiple.signum() > 0 ? multiple : whole ? BigDecimal.ONE : new BigDecimal("0.01");
    for (String keyword : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      if (schema.path(keyword).isNumber()) {
        BigDecimal bound = schema.path(keyword).decimalValue();
        BigDecimal inwards =
            keyword.toLowerCase(Locale.ROOT).endsWith("minimum") ? step : step.negate();
        candidates.add(Candidate.certain(keyword, "on the bound", number(bound)));
        candidates.add(Candidate.certain(keyword, "just inside", number(bound.add(inwards))));
        candidates.add(Candidate.certain(keyword, "just outside", number(bound.subtract(inwards))));
        candidates.add(
            Candidate.certain(
                keyword,
                "far outside",
                number(bound.subtract(inwards.multiply(BigDecimal.valueOf(1_000))))));
        candidates.add(
            Candidate.certain(
                keyword, "beyond all machine words", number(HUGE.multiply(inwards.negate()))));
      }
    }
    if (multiple.signum() > 0) {
      BigDecimal some = base.isNumber() ? base.decimalValue() : multiple;
      candidates.add(Candidate.perhaps("multipleOf", "one step on", number(some.add(multiple))));
      candidates.add(
          Candidate.certain(
              "multipleOf",
              "half a step on",
              number(some.add(multiple.divide(BigDecimal.valueOf(2))))));
    }
    formatBound(schema).forEach(it -> candidates.add(it));
    return candidates;
  }

  // A format is an annotation; whether what does not fit into it is refused is left open.
  private static List<Candidate> formatBound(JsonNode schema) {
    int bits =
        switch (schema.path("format").asText()) {
          case "int32" -> 31;
          case "int64" -> 63;
          default -> 0;
        };
    if (bits == 0) {
      return List.of();
    }
    BigInteger bound = BigInteger.TWO.pow(bits);
    return List.of(
        Candidate.open(
            "format",
            "the largest that fits",
            BigIntegerNode.valueOf(bound.subtract(BigInteger.ONE))),
        Candidate.open("format", "one more than fits", BigIntegerNode.valueOf(bound)),
        Candidate.open(
            "format",
            "one less than fits",
            BigIntegerNode.valueOf(bound.negate().subtract(BigInteger.ONE))));
  }

  private static JsonNode number(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0
        ? BigIntegerNode.valueOf(value.toBigIntegerExact())
        : DecimalNode.valueOf(value);
  }

  private List<Candidate> ofLists(JsonNode schema) {
    List<Candidate> candidates = new ArrayList<>();
    JsonNode item = base.path(0).isMissingNode() ? Sample.of(schema.path("items")) : base.path(0);
    for (String keyword : List.of("minItems", "maxItems")) {
      if (schema.has(keyword)) {
        int bound = schema.path(keyword).asInt();
        for (int size : new int[] {bound - 1, bound, bound + 1}) {
          if (size >= 0 && size <= 2_000) {
            var list = JSON.arrayNode();
            for (int index = 0; index < size; index++) {
              list.add(item);
            }
            candidates.add(Candidate.perhaps(keyword, size + " items", list));
          }
        }
      }
    }
    if (schema.path("uniqueItems").asBoolean()) {
      candidates.add(
          Candidate.certain("uniqueItems", "the same twice", JSON.arrayNode().add(item).add(item)));
    }
    return candidates;
  }
}
