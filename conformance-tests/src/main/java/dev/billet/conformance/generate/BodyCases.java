package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.RequestBody;
import dev.billet.conformance.document.SchemaCheck;
import dev.billet.conformance.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Bodies that keep to the schema just so, or just not. The schema itself says which is which. */
final class BodyCases {

  private final Operation operation;
  private final Draft draft;
  private final RequestBody body;
  private final SchemaCheck check;
  private final JsonNode base;

  private BodyCases(Draft draft, RequestBody body, SchemaCheck check, JsonNode base) {
    this.operation = draft.operation();
    this.draft = draft;
    this.body = body;
    this.check = check;
    this.base = base;
  }

  /** None where the operation takes no JSON. */
  static List<TestCase> of(Draft draft) {
    Optional<RequestBody> body = draft.operation().body().filter(RequestBody::json);
    JsonNode base = draft.body();
    if (body.isEmpty() || base == null) {
      return List.of();
    }
    return new BodyCases(draft, body.get(), body.get().check().orElseThrow(), base).all();
  }

  private List<TestCase> all() {
    List<TestCase> cases = new ArrayList<>();
    for (Place place : Place.of(body.schema())) {
      if (place.fits(base)) {
        cases.addAll(constrained(place));
        cases.addAll(members(place));
        cases.addAll(odd(place));
      }
    }
    cases.addAll(whole());
    return cases;
  }

  private List<TestCase> constrained(Place place) {
    JsonNode present = base.at(place.at());
    JsonNode value = present.isMissingNode() ? Sample.of(place.schema()) : present;
    Candidates candidates =
        new Candidates(place.schema(), value, it -> check.brokenKeywords(place.set(base, it)));
    List<TestCase> cases = new ArrayList<>();
    for (Candidate candidate : candidates.all()) {
      JsonNode varied = place.set(base, candidate.value());
      String title = "%s %s: %s".formatted(place.title(), candidate.keyword(), candidate.title());
      cases.add(
          TestCase.of(
                  operation,
                  Group.CONSTRAINT,
                  title,
                  request(varied),
                  expectation(varied, candidate))
              .about(new Constraint(operation.id(), place.where(), candidate.keyword())));
    }
    return cases;
  }

  /** Every member left out, and members that are not described. */
  private List<TestCase> members(Place place) {
    if (!(base.at(place.at()) instanceof ObjectNode object)) {
      return List.of();
    }
    List<TestCase> cases = new ArrayList<>();
    for (JsonNode alternative : Facets.ofType(place.schema(), "object")) {
      for (JsonNode name : alternative.path("required")) {
        JsonNode varied = edited(place, it -> it.remove(name.asText()));
        cases.add(
            structure(place.title() + " without " + name.asText(), varied)
                .about(required(place, name.asText())));
      }
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!contains(alternative.path("required"), name)) {
                  JsonNode varied = edited(place, it -> it.remove(name));
                  cases.add(structure(place.title() + " without the optional " + name, varied));
                }
              });
      for (String name : List.of("billet_unknown", "__proto__", "", "größe", "price", "amount")) {
        if (!object.has(name) && !alternative.path("properties").has(name)) {
          JsonNode varied = edited(place, it -> it.put(name, 1));
          TestCase more = structure(place.title() + " with " + Texts.shown(name) + " more", varied);
          cases.add(
              alternative.path("additionalProperties").isBoolean()
                  ? more.about(
                      new Constraint(operation.id(), place.where(), "additionalProperties"))
                  : more);
        }
      }
    }
    return cases;
  }

  private List<TestCase> odd(Place place) {
    if (!Facets.types(place.schema()).contains("string") || place.schema().has("enum")) {
      return List.of();
    }
    List<TestCase> cases = new ArrayList<>();
    Texts.ODD.forEach(
        (title, text) -> {
          JsonNode varied = place.set(base, TextNode.valueOf(text));
          Expectation expectation =
              check.accepts(varied) ? Expectation.PERHAPS : Refusals.body(operation);
          cases.add(
              TestCase.of(
                  operation,
                  Group.TEXT,
                  place.title() + ": " + title,
                  request(varied),
                  expectation));
        });
    return cases;
  }

  private List<TestCase> whole() {
    List<TestCase> cases = new ArrayList<>();
    JsonNodeFactory json = JsonNodeFactory.instance;
    cases.add(structure("an empty object", json.objectNode()));
    cases.add(
        TestCase.of(
            operation,
            Group.STRUCTURE,
            "no body",
            draft.withBody(null).request(),
            body.required() ? Refusals.noBody(operation) : Expectation.ACCEPTED));
    if (base instanceof ObjectNode object && object.size() > 1) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.reverse(names);
      ObjectNode reversed = json.objectNode();
      names.forEach(name -> reversed.set(name, object.get(name)));
      cases.add(structure("the members in another order", reversed));
    }
    cases.add(
        TestCase.of(
            operation,
            Group.STRUCTURE,
            "white space around everything",
            draft.request().withBody(" \r\n\t" + base.toPrettyString() + "\n "),
            Expectation.ACCEPTED));
    return cases;
  }

  private TestCase structure(String title, JsonNode varied) {
    return TestCase.of(
        operation,
        Group.STRUCTURE,
        title,
        request(varied),
        check.accepts(varied) ? Expectation.ACCEPTED : Refusals.body(operation));
  }

  private Expectation expectation(JsonNode varied, Candidate candidate) {
    if (!check.accepts(varied)) {
      return Refusals.body(operation);
    }
    if (candidate.open()) {
      return Expectation.DOCUMENTED;
    }
    return candidate.certain() ? Expectation.ACCEPTED : Expectation.PERHAPS;
  }

  private Request request(JsonNode varied) {
    return draft.withBody(varied).request();
  }

  private Constraint required(Place place, String name) {
    return new Constraint(operation.id(), place.where(), "required " + name);
  }

  private JsonNode edited(Place place, Consumer<ObjectNode> edit) {
    ObjectNode object = Objects.requireNonNull((ObjectNode) base.at(place.at())).deepCopy();
    edit.accept(object);
    return place.set(base, object);
  }

  private static boolean contains(JsonNode names, String name) {
    for (JsonNode it : names) {
      if (it.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
