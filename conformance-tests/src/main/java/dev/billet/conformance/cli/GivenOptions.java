package dev.billet.conformance.cli;

import dev.billet.conformance.generate.Givens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the options tell of the server. Without a key it is the demo directory that is meant; with
 * one, nothing of the demo's is assumed.
 */
final class GivenOptions {

  private static final List<String> ORGANIZATION_NAMES =
      List.of(
          "org", "organization", "organisation", "organization_id", "organisation_id", "org_id");
  private static final List<String> PLAN_NAMES = List.of("plan", "plan_id", "planId");
  private static final List<String> RETURN_URL_NAMES =
      List.of("success_url", "successURL", "return_url");

  @Option(
      names = "--key",
      paramLabel = "SECRET",
      description = "A credential that may do everything for one organization.")
  @Nullable String key;

  @Option(
      names = "--key-reader",
      paramLabel = "SECRET",
      description = "One that may only read for the same organization.")
  @Nullable String readerKey;

  @Option(
      names = "--key-other",
      paramLabel = "SECRET",
      description = "One of another organization.")
  @Nullable String otherKey;

  @Option(
      names = "--organization",
      paramLabel = "ID",
      description = "The organization of --key, as this contract names it.")
  @Nullable String organization;

  @Option(names = "--plan", paramLabel = "ID", description = "A plan that it may buy.")
  @Nullable String plan;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A value for a parameter or a member of the body of that name, in place of the"
              + " document's example. May be repeated.")
  Map<String, String> values = new LinkedHashMap<>();

  Givens givens() {
    Givens demo = Givens.demo();
    boolean ofDemo = key == null;
    Map<String, String> variables = new LinkedHashMap<>(ofDemo ? demo.variables() : Map.of());
    given(key).ifPresent(it -> variables.put("key.owner", it));
    given(readerKey).ifPresent(it -> variables.put("key.reader", it));
    given(plan).ifPresent(it -> variables.put("plan", it));
    Map<String, String> named = new LinkedHashMap<>();
    given(organization)
        .ifPresent(
            it -> {
              ORGANIZATION_NAMES.forEach(name -> named.put(name, it));
              List.of("slug", "ulid", "shortuuid")
                  .forEach(form -> variables.put("organization." + form, it));
            });
    given(plan).ifPresent(it -> PLAN_NAMES.forEach(name -> named.put(name, it)));
    named.putAll(values);
    RETURN_URL_NAMES.stream()
        .filter(named::containsKey)
        .findFirst()
        .ifPresent(name -> variables.put("url.success", String.valueOf(named.get(name))));
    Optional.ofNullable(named.get("cancel_url"))
        .or(() -> Optional.ofNullable(named.get("cancelURL")))
        .ifPresent(it -> variables.put("url.cancel", it));
    return new Givens(
        ofDemo ? demo.key() : given(key),
        given(otherKey).or(() -> ofDemo ? demo.otherKey() : Optional.empty()),
        named,
        variables);
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value);
  }
}
