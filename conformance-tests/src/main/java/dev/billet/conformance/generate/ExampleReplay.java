package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A way to replay a documented example: literally, or with placeholders filled in.
 *
 * @param request the request as printed: method, path, headers, body
 * @param replay what to fill in, and what to expect
 */
public record ExampleReplay(JsonNode request, JsonNode replay) {

  /** What this replay is called. */
  public String name() {
    return replay.path("name").asText();
  }

  /** The status that is expected. */
  public int status() {
    return replay.at("/expect/status").asInt();
  }

  /** How many placeholders it fills in. */
  public int fillings() {
    return replay.path("fill").size();
  }

  /**
   * The request, filled in.
   *
   * @param variables puts values in place of the variables in a text
   */
  public Request request(UnaryOperator<String> variables) {
    Filling filling = new Filling(request, variables);
    replay.path("fill").properties().forEach(filling::fill);
    return filling.request();
  }

  /** What an answer of the expected status has that the example does not say; empty where none. */
  public List<String> complaints(JsonNode answer) {
    List<String> complaints = new ArrayList<>();
    JsonNode fields = replay.at("/expect/fields");
    if (!fields.isMissingNode()) {
      Set<String> expected = new TreeSet<>();
      fields.forEach(field -> expected.add(field.asText()));
      Set<String> blamed = blamedFields(answer);
      if (!blamed.equals(expected)) {
        complaints.add("it blames " + blamed + " and not " + expected);
      }
    }
    JsonNode printed = replay.path("response");
    if (!printed.isMissingNode()) {
      compareShape(printed, answer, "", complaints);
    }
    return complaints;
  }

  /** The last step of every {@code loc}, and every {@code field}, wherever they are. */
  private static Set<String> blamedFields(JsonNode answer) {
    Set<String> fields = new TreeSet<>();
    answer.findValues("loc").forEach(loc -> fields.add(loc.path(loc.size() - 1).asText()));
    answer.findValues("field").forEach(field -> fields.add(field.asText()));
    return fields;
  }

  // What is printed are placeholders: the types count, and an empty object stands for any.
  private static void compareShape(
      JsonNode printed, JsonNode actual, String at, List<String> complaints) {
    if (actual.getNodeType() != printed.getNodeType()) {
      complaints.add(
          "%s is %s and not %s"
              .formatted(at.isEmpty() ? "it" : at, actual.getNodeType(), printed.getNodeType()));
    } else if (printed.isObject() && !printed.isEmpty()) {
      if (!names(actual).equals(names(printed))) {
        complaints.add(at + " has the members " + names(actual) + " and not " + names(printed));
      }
      for (Map.Entry<String, JsonNode> member : printed.properties()) {
        String deeper = at + "/" + member.getKey();
        compareShape(member.getValue(), actual.path(member.getKey()), deeper, complaints);
      }
    } else if (printed.isArray()) {
      actual.forEach(item -> compareShape(printed.path(0), item, at + "/-", complaints));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
