package dev.billet.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.gates.Facts.Place;
import dev.billet.gates.Facts.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What breaks a client between two documents: of what it sends, whatever is refused that was taken;
 * of what it receives, whatever comes that could not come before, or no longer comes for certain.
 *
 * <p>A new member of an answer breaks nobody, unless the schema was closed before; nor does a new
 * error status, which a client takes for the class of its first digit (RFC 9110, section 15).
 */
final class Compatibility {

  private static final String CREDENTIAL = " credential ";

  private final Map<Place, JsonNode> before;
  private final Map<Place, JsonNode> after;
  private final Set<String> breaks = new LinkedHashSet<>();

  private Compatibility(JsonNode before, JsonNode after) {
    this.before = Facts.of(before);
    this.after = Facts.of(after);
  }

  /** One sentence for each thing, in the order of what it is about. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    Compatibility compatibility = new Compatibility(before, after);
    Set<Place> places = new TreeSet<>(compatibility.before.keySet());
    places.addAll(compatibility.after.keySet());
    places.forEach(compatibility::compare);
    if (!prefixes(after).containsAll(prefixes(before))) {
      compatibility.breaks.add(
          "x-billet-prefix: errors are no longer answered under " + prefixes(before));
    }
    return new ArrayList<>(compatibility.breaks);
  }

  private static Set<String> prefixes(JsonNode document) {
    JsonNode prefix = document.path("x-billet-prefix");
    return prefix.isArray()
        ? StreamSupport.stream(prefix.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet())
        : Set.of(prefix.asText());
  }

  private void compare(Place place) {
    JsonNode old = before.get(place);
    JsonNode now = after.get(place);
    if (old != null && old.equals(now)) {
      return;
    }
    if (place.keyword().equals("exists")) {
      existence(place, old, now);
    } else if (place.keyword().equals("must")) {
      obligation(place, isTrue(old), isTrue(now));
    } else if (has(before, place.subject()) && has(after, place.subject())) {
      boolean request = place.side() == Side.REQUEST;
      String sentence =
          request ? narrower(place.keyword(), old, now) : wider(place.keyword(), old, now);
      if (sentence != null) {
        tell(place, sentence + ": " + text(old) + " became " + text(now));
      }
    }
  }

  private void existence(Place place, @Nullable JsonNode old, @Nullable JsonNode now) {
    String holder = holder(place.subject());
    if (now == null && has(after, holder) && !pardoned(place)) {
      tell(place, "gone");
    }
    if (old == null && place.side() == Side.ANSWER && has(before, holder)) {
      if (place.subject().matches(".*: 2[0-9][0-9]")) {
        tell(place, "a new way of success, which nobody expects");
      } else if (isTrue(before.get(new Place(holder, Side.ANSWER, "closed")))) {
        tell(place, "a member that the released schema does not let through");
      }
    }
  }

  /** Whoever is asked for no credential any more may still send one. */
  private boolean pardoned(Place place) {
    int at = place.subject().indexOf(CREDENTIAL);
    return at > 0
        && after.keySet().stream()
            .noneMatch(
                it -> it.subject().startsWith(place.subject().substring(0, at) + CREDENTIAL));
  }

  private void obligation(Place place, boolean old, boolean now) {
    if (place.side() == Side.REQUEST && now && !old && has(before, holder(place.subject()))) {
      tell(place, "demanded now");
    }
    if (place.side() == Side.ANSWER && old && !now && has(after, place.subject())) {
      tell(place, "no longer certain");
    }
  }

  /** Whether something is described there: that it is demanded alone is no description. */
  private static boolean has(Map<Place, JsonNode> facts, String subject) {
    return subject.isEmpty()
        || facts.keySet().stream()
            .anyMatch(it -> it.subject().equals(subject) && !it.keyword().equals("must"));
  }

  /**
   * What a member, a header, a status or a parameter belongs to: what came or went as a whole is
   * told once.
   */
  private static String holder(String subject) {
    int dot = subject.lastIndexOf('.');
    int blank = subject.lastIndexOf(' ');
    int header = subject.indexOf(" header ");
    int operation = subject.indexOf(':') + 1;
    if (subject.length() == operation) {
      return "";
    }
    if (dot > blank) {
      return subject.substring(0, dot);
    }
    if (header > operation) {
      return subject.substring(0, header);
    }
    return subject.contains("/json")
        ? subject.substring(0, blank)
        : subject.substring(0, operation);
  }

  /**
   * What is wrong with a change of what the client sends; null where everything is taken that was
   * taken.
   */
  private static @Nullable String narrower(
      String keyword, @Nullable JsonNode old, @Nullable JsonNode now) {
    return switch (keyword) {
      case "type", "enum" ->
          now == null || (old != null && all(now).containsAll(all(old))) ? null : "takes less";
      case "maximum", "exclusiveMaximum", "maxItems", "maxLength", "maxProperties" ->
          now == null || (old != null && !less(now, old)) ? null : "takes less";
      case "minimum", "exclusiveMinimum", "minItems", "minLength", "minProperties" ->
          now == null || (old != null && !less(old, now)) ? null : "takes less";
      case "closed" -> isTrue(now) ? "refuses members that it let pass" : null;
      case "uniqueItems" -> isTrue(now) ? "takes less" : null;
      case "default" -> "what is left out means something else";
      // pattern, format, const, multipleOf: whether one is wider than another is not for us to
      // prove.
      default -> now == null ? null : "takes something else";
    };
  }

  /** What is wrong with a change of what the client receives; null where nothing new can come. */
  private static @Nullable String wider(
      String keyword, @Nullable JsonNode old, @Nullable JsonNode now) {
    return switch (keyword) {
      case "type", "enum" ->
          old == null || (now != null && all(old).containsAll(all(now))) ? null : "may be more";
      case "maximum", "exclusiveMaximum", "maxItems", "maxLength", "maxProperties" ->
          old == null || (now != null && !less(old, now)) ? null : "may be more";
      case "minimum", "exclusiveMinimum", "minItems", "minLength", "minProperties" ->
          old == null || (now != null && !less(now, old)) ? null : "may be less";
      case "closed" -> isTrue(now) ? null : "may have other members";
      case "uniqueItems" -> isTrue(old) && !isTrue(now) ? "may repeat itself" : null;
      case "default" -> null;
      case "operationId" -> "clients are generated with that name";
      default -> old == null ? null : "is something else";
    };
  }

  private static boolean less(JsonNode one, JsonNode other) {
    return one.decimalValue().compareTo(other.decimalValue()) < 0;
  }

  private static Set<String> all(JsonNode values) {
    return values.isArray()
        ? StreamSupport.stream(values.spliterator(), false)
            .map(JsonNode::toString)
            .collect(Collectors.toSet())
        : Set.of(values.asText().split(", ", -1));
  }

  private static boolean isTrue(@Nullable JsonNode node) {
    return node != null && node.asBoolean();
  }

  private static String text(@Nullable JsonNode node) {
    return node == null ? "nothing" : node.toString();
  }

  private void tell(Place place, String sentence) {
    boolean whole = place.keyword().equals("exists") || place.keyword().equals("must");
    breaks.add(place.subject() + (whole ? ": " : ", " + place.keyword() + ": ") + sentence);
  }
}
