package dev.billet.conformance.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.mutate.MutationScore;
import dev.billet.conformance.report.RunCoverage.OperationCoverage;
import dev.billet.conformance.report.RunCoverage.Tally;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.util.Base64;
import java.util.Locale;

/** A run for a program: every case with its request, and the coverage. Stateless. */
public final class JsonReport {

  private JsonReport() {}

  /** The document, in several lines. */
  public static String of(Run run) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("contract", run.document().key());
    report.put("title", run.title());
    report.put("base_url", run.baseUrl().toString());
    report.put("profile", run.profile());
    report.put("seed", run.seed());
    report.put("begun", run.begun().toString());
    report.put("milliseconds", run.time().toMillis());
    ArrayNode notes = report.putArray("notes");
    Notes.of(run).forEach(notes::add);
    report.set("cases", tally(Tally.of(run.results())));
    ArrayNode operations = report.putArray("operations");
    run.coverage().operations().forEach(it -> operations.add(operation(it)));
    run.mutations().ifPresent(it -> report.set("mutations", mutations(it)));
    ArrayNode results = report.putArray("results");
    run.results().forEach(it -> results.add(result(run, it)));
    return report.toPrettyString() + "\n";
  }

  private static ObjectNode operation(OperationCoverage coverage) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("operation", coverage.operation().id());
    node.put("method", coverage.operation().method());
    node.put("path", coverage.operation().path());
    node.set("cases", tally(coverage.cases()));
    ObjectNode statuses = node.putObject("statuses");
    coverage.statuses().forEach(statuses::put);
    ArrayNode constraints = node.putArray("constraints");
    coverage
        .constraints()
        .forEach(
            (constraint, tally) ->
                constraints
                    .addObject()
                    .put("where", constraint.where())
                    .put("keyword", constraint.keyword())
                    .setAll(tally(tally)));
    return node;
  }

  private static ObjectNode mutations(MutationScore score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("possible", score.possible());
    node.put("planted", score.planted().size());
    score.ratio().ifPresent(it -> node.put("score", it));
    for (Fate fate : Fate.values()) {
      node.put(name(fate), score.count(fate));
    }
    ArrayNode planted = node.putArray("faults");
    for (MutationScore.Planted it : score.planted()) {
      planted
          .addObject()
          .put("fault", it.name())
          .put("kind", name(it.kind()))
          .put("fate", name(it.fate()));
    }
    return node;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode tally(Tally tally) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("held", tally.held())
        .put("broken", tally.broken())
        .put("not_tried", tally.notTried());
  }

  private static ObjectNode result(Run run, Result result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("operation", result.test().operation().id());
    node.put("group", name(result.test().group()));
    node.put("title", result.test().title());
    result.test().constraint().ifPresent(it -> node.put("constraint", it.toString()));
    node.put("expected", result.test().expectation().title());
    node.put("verdict", name(result.verdict()));
    ArrayNode reasons = node.putArray("reasons");
    result.reasons().forEach(reasons::add);
    result.reply().ifPresent(it -> node.put("status", it.status()));
    if (result.verdict() == Verdict.BROKEN) {
      node.put("curl", result.test().request().curl(run.baseUrl()));
      result
          .test()
          .request()
          .body()
          .ifPresent(it -> node.put("body_base64", Base64.getEncoder().encodeToString(it)));
      result.reply().ifPresent(it -> node.put("answer", it.text()));
    }
    return node;
  }
}
