package dev.billet.conformance.generate;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Parameter;
import dev.billet.conformance.document.RequestBody;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Lists what a document asks of requests. Stateless. */
public final class Constraints {

  private Constraints() {}

  /** Everything that an operation's document asks of a request. */
  public static Set<Constraint> of(Operation operation) {
    Set<Constraint> constraints = new TreeSet<>(Comparator.comparing(Constraint::toString));
    for (Parameter parameter : operation.parameters()) {
      if (parameter.required() && !parameter.in().equals("path")) {
        constraints.add(new Constraint(operation.id(), parameter.where(), "required"));
      }
      boolean text = Facets.types(parameter.schema()).contains("string");
      Facets.keywords(parameter.schema()).stream()
          // Every text that is sent is a text.
          .filter(keyword -> !keyword.equals("type") || !text)
          .forEach(it -> constraints.add(new Constraint(operation.id(), parameter.where(), it)));
    }
    operation
        .body()
        .filter(RequestBody::json)
        .ifPresent(body -> Place.of(body.schema()).forEach(it -> add(constraints, operation, it)));
    return constraints;
  }

  private static void add(Set<Constraint> constraints, Operation operation, Place place) {
    Facets.keywords(place.schema())
        .forEach(it -> constraints.add(new Constraint(operation.id(), place.where(), it)));
    Facets.ofType(place.schema(), "object")
        .forEach(
            it -> {
              it.path("required")
                  .forEach(
                      name ->
                          constraints.add(
                              new Constraint(
                                  operation.id(), place.where(), "required " + name.asText())));
              if (it.path("additionalProperties").isBoolean()
                  && !it.path("additionalProperties").asBoolean()) {
                constraints.add(
                    new Constraint(operation.id(), place.where(), "additionalProperties"));
              }
            });
  }
}
