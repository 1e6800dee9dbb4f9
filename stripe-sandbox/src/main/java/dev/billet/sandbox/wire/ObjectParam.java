package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of named parameters: those of an operation, or the members of one parameter. Names that
 * are not in the table are refused. Immutable; each method returns a larger table.
 */
public final class ObjectParam implements Param {

  /** A rule across parameters, judged when each of them is readable. */
  @FunctionalInterface
  public interface Rule {

    /**
     * Judges.
     *
     * @param values the parameters given, in their own types
     * @param at makes a member's whole name from its own
     * @throws ApiError where the rule is broken
     */
    void check(ObjectNode values, Names at);
  }

  /** Makes a parameter's whole name, such as {@code line_items[0][price]}, from a member's. */
  @FunctionalInterface
  public interface Names {
    /** Returns the whole name. */
    String of(String member);
  }

  private record Member(Param param, boolean required) {}

  private final Map<String, Member> members;
  private final List<Rule> rules;

  ObjectParam() {
    this(Map.of(), List.of());
  }

  private ObjectParam(Map<String, Member> members, List<Rule> rules) {
    this.members = members;
    this.rules = rules;
  }

  /** Adds a parameter that has to be given. */
  public ObjectParam required(String name, Param param) {
    return with(name, new Member(param, true));
  }

  /** Adds a parameter that may be left out. */
  public ObjectParam optional(String name, Param param) {
    return with(name, new Member(param, false));
  }

  /** Adds all parameters and rules of another table; none may be in both. */
  public ObjectParam including(ObjectParam other) {
    ObjectParam both = this;
    for (Map.Entry<String, Member> entry : other.members.entrySet()) {
      both = both.with(entry.getKey(), entry.getValue());
    }
    for (Rule rule : other.rules) {
      both = both.rule(rule);
    }
    return both;
  }

  /** Returns the parameters' names, and whether each has to be given. */
  public Map<String, Boolean> names() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    members.forEach((name, member) -> names.put(name, member.required()));
    return names;
  }

  /** Adds a rule across parameters. */
  public ObjectParam rule(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new ObjectParam(members, more);
  }

  /** Lets at most one of these be given. */
  public ObjectParam exclusive(String... names) {
    return rule(
        (values, at) -> {
          List<String> given = given(values, names);
          if (given.size() > 1) {
            throw ApiError.exclusive(
                at.of(given.get(0)), Arrays.stream(names).map(at::of).toList());
          }
        });
  }

  /** Demands exactly one of these; {@code named} is the one named where none is given. */
  public ObjectParam exactlyOne(String named, String... others) {
    List<String> all = new ArrayList<>(List.of(named));
    all.addAll(List.of(others));
    return exclusive(all.toArray(String[]::new))
        .rule(
            (values, at) -> {
              if (given(values, all.toArray(String[]::new)).isEmpty()) {
                throw ApiError.missing(at.of(named));
              }
            });
  }

  /**
   * Reads an operation's parameters.
   *
   * @throws ApiError 400 for the first problem, in Stripe's order
   */
  public ObjectNode read(ObjectNode raw) {
    Problems problems = new Problems();
    JsonNode values = read(raw, "", problems);
    problems.raise();
    return (ObjectNode) Objects.requireNonNull(values);
  }

  @Override
  public @Nullable JsonNode read(JsonNode raw, String at, Problems problems) {
    if (!(raw instanceof ObjectNode object)) {
      problems.invalid(ApiError.invalid(at, "Invalid object"));
      return null;
    }
    Names names = member -> at.isEmpty() ? member : at + "[" + member + "]";
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!members.containsKey(name)) {
        problems.unknown(names.of(name));
      }
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    // Before its members are read: the rules of the whole come before those of its parts.
    rules.forEach(rule -> problems.afterwards(() -> rule.check(values, names)));
    members.forEach(
        (name, member) -> {
          JsonNode given = object.get(name);
          if (given != null) {
            JsonNode value = member.param.read(given, names.of(name), problems);
            if (value != null) {
              values.set(name, value);
            }
          } else if (member.required) {
            problems.missing(names.of(name));
          }
        });
    return values;
  }

  private ObjectParam with(String name, Member member) {
    Map<String, Member> more = new LinkedHashMap<>(members);
    if (more.put(name, member) != null) {
      throw new IllegalStateException("described twice: " + name);
    }
    return new ObjectParam(more, rules);
  }

  private static List<String> given(ObjectNode values, String... names) {
    return Arrays.stream(names).filter(values::hasNonNull).toList();
  }
}
