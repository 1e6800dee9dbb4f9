package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a request, in the vocabulary of pydantic, which two of the contracts
 * document and a third shares in part.
 *
 * @param type the machine-readable rule that was broken, such as {@code string_type}
 * @param location where: {@code body} or {@code header}, then JSON names (text) and indexes (whole
 *     numbers)
 * @param message what is wrong, for a person
 * @param input the offending value as it was sent; JSON null where nothing was
 * @param context the parameters of the rule, such as {@code ge}; often empty
 * @param meaning what the contract's document says a broken pattern means; empty where it says
 *     nothing, or where no pattern is broken
 */
public record Violation(
    String type,
    List<Object> location,
    String message,
    JsonNode input,
    Map<String, Object> context,
    Optional<String> meaning) {

  /** The rule that a number is at least a bound. */
  public static final String GREATER_THAN_EQUAL = "greater_than_equal";

  /** The rule that a number is at most a bound. */
  public static final String LESS_THAN_EQUAL = "less_than_equal";

  public Violation {
    location = List.copyOf(location);
  }

  /** A violation that needs no more words than pydantic has. */
  public Violation(
      String type,
      List<Object> location,
      String message,
      JsonNode input,
      Map<String, Object> context) {
    this(type, location, message, input, context, Optional.empty());
  }

  /** The message, with what a pattern means in place of the pattern, where the document says it. */
  public String plainMessage() {
    return meaning.map(it -> "Should be " + it).orElse(message);
  }

  /** A number above its largest value. */
  public static Violation above(long maximum, List<Object> location, JsonNode input) {
    return new Violation(
        LESS_THAN_EQUAL,
        location,
        "Input should be less than or equal to " + maximum,
        input,
        Map.of("le", maximum));
  }

  Violation at(List<Object> elsewhere) {
    return new Violation(type, elsewhere, message, input, context, meaning);
  }

  /** The location without its root, as a person writes it: {@code items.0.price}. */
  public String field() {
    String path = location.stream().skip(1).map(Object::toString).collect(Collectors.joining("."));
    return path.isEmpty() ? location.get(0).toString() : path;
  }
}
