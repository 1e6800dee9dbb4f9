package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Texts for one place: of the lengths around each bound, beside the pattern, in other scripts.
 *
 * @param schema what the place asks
 * @param base a value that keeps to it
 * @param broken which keywords a value breaks when it stands at the place
 */
record Texts(JsonNode schema, JsonNode base, Function<JsonNode, Set<String>> broken) {

  private static final List<String> FILLERS = List.of("a", "0", "A", "x1", "/a", "_", "-", "é");
  private static final int LONG = 20_000;

  /** Texts that are odd wherever they stand; what a schema makes of them differs. */
  static final Map<String, String> ODD =
      Map.ofEntries(
          Map.entry("empty", ""),
          Map.entry("a space", " "),
          Map.entry("accents", "Zoë Müller-Nuñez"),
          Map.entry("another script", "株式会社例"),
          Map.entry("right to left", "\u202eتجربة"),
          Map.entry("an emoji of several characters", "👩‍👩‍👧‍👦"),
          Map.entry("a NUL", "a\u0000b"),
          Map.entry("control characters", "a\u0007\u001b[31mb"),
          Map.entry("a line break", "a\r\nX-Injected: 1"),
          Map.entry("markup", "<script>alert(1)</script>"),
          Map.entry("a quote and SQL", "' OR 1=1 --"),
          Map.entry("a path upwards", "../../etc/passwd"),
          Map.entry("a template", "${jndi:ldap://127.0.0.1/a}{{7*7}}"),
          Map.entry("a scheme that runs", "javascript:alert(1)"),
          Map.entry("an address without a scheme", "//shop.example.com/x"),
          Map.entry("very long", "a".repeat(LONG)));

  List<Candidate> all() {
    List<Candidate> candidates = new ArrayList<>();
    if (schema.has("minLength")) {
      int bound = schema.path("minLength").asInt();
      for (int length : new int[] {bound - 1, bound, bound + 1}) {
        candidates.addAll(ofLength("minLength", length, length < bound));
      }
    }
    if (schema.has("maxLength")) {
      int bound = schema.path("maxLength").asInt();
      for (int length : new int[] {bound - 1, bound, bound + 1, bound * 4}) {
        candidates.addAll(ofLength("maxLength", length, length > bound));
      }
    }
    if (schema.has("pattern")) {
      candidates.addAll(besidePattern());
    }
    if (schema.has("format") && !schema.path("format").asText().startsWith("int")) {
      candidates.add(
          Candidate.open("format", "nothing of that form", TextNode.valueOf("no such form")));
      candidates.add(Candidate.perhaps("format", "as given", base));
    }
    return candidates;
  }

  private List<Candidate> ofLength(String keyword, int length, boolean outside) {
    if (length < 0 || length > 60_000) {
      return List.of();
    }
    Set<String> wanted = outside ? Set.of(keyword) : Set.of();
    String title = length + (length == 1 ? " character" : " characters");
    return lengthened(length)
        .map(TextNode::valueOf)
        .filter(text -> broken.apply(text).equals(wanted))
        .findFirst()
        // Where no text breaks the length alone, one that breaks more has to do.
        .or(
            () ->
                outside
                    ? lengthened(length)
                        .map(TextNode::valueOf)
                        .filter(text -> broken.apply(text).contains(keyword))
                        .findFirst()
                    : Optional.<TextNode>empty())
        .map(text -> new Candidate(keyword, title, text, keepsMeaning(text.asText()), false))
        .stream()
        .toList();
  }

  private Stream<String> lengthened(int length) {
    String text = base.asText();
    int has = text.codePointCount(0, text.length());
    Stream<String> fromBase =
        has >= length
            ? Stream.of(text.substring(0, text.offsetByCodePoints(0, length)))
            : FILLERS.stream().map(filler -> padded(text, filler, length - has));
    return Stream.concat(fromBase, FILLERS.stream().map(filler -> padded("", filler, length)));
  }

  private static String padded(String text, String filler, int more) {
    return text + filler.repeat(more / filler.length() + 1).substring(0, more);
  }

  private List<Candidate> besidePattern() {
    String text = base.asText();
    List<String> tries =
        List.of(
            "",
            " " + text,
            text + " ",
            text + "\u0000",
            "é" + text,
            text + "é",
            "\\" + text,
            text.replaceFirst("(?<=.).$", "\t"),
            "not at all",
            "::",
            "%");
    List<Candidate> candidates = new ArrayList<>();
    for (String value : tries) {
      JsonNode node = TextNode.valueOf(value);
      if (broken.apply(node).contains("pattern")) {
        candidates.add(Candidate.certain("pattern", "beside it: " + shown(value), node));
      }
    }
    FILLERS.stream()
        .map(filler -> TextNode.valueOf(text + filler))
        .filter(node -> broken.apply(node).isEmpty())
        .limit(2)
        .forEach(
            node ->
                candidates.add(
                    new Candidate(
                        "pattern",
                        "within it: …" + node.asText().substring(text.length()),
                        node,
                        keepsMeaning(node.asText()),
                        false)));
    return candidates;
  }

  // A longer query is still a page of the same site; another name is another thing.
  private boolean keepsMeaning(String text) {
    return base.asText().contains("://") && text.startsWith(base.asText());
  }

  static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(60)
        .forEach(
            it -> {
              if (Character.isISOControl(it) || Character.getType(it) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", it));
              } else {
                shown.appendCodePoint(it);
              }
            });
    return "'" + shown + (value.length() > 60 ? "…'" : "'");
  }
}
