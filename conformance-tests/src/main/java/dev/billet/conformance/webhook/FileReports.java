package dev.billet.conformance.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A run for build servers and programs, and where all reports are written. Stateless. */
final class FileReports {

  private FileReports() {}

  /** Writes all forms of it into a directory. Returns which, for a person. */
  static String write(Run run, Path directory) {
    try {
      Files.createDirectories(directory);
      Path page = directory.resolve("webhooks.html");
      Files.writeString(page, PageReport.of(run));
      Files.writeString(directory.resolve("webhooks.json"), json(run));
      Files.writeString(directory.resolve("webhooks-junit.xml"), junit(run));
      return page + ", .json and -junit.xml";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }

  /** As JUnit writes it; the sum over everything is a test case too. */
  static String junit(Run run) {
    long broken = run.count(Verdict.BROKEN) + (run.sumIsRight() ? 0 : 1);
    Xml xml =
        new Xml()
            .open(
                "testsuite",
                "name",
                "billet-conformance webhooks",
                "tests",
                Integer.toString(run.results().size() + 1),
                "failures",
                Long.toString(broken),
                "errors",
                "0",
                "skipped",
                Long.toString(run.count(Verdict.NOT_TRIED)),
                "time",
                seconds(run.time().toMillis()),
                "timestamp",
                run.begun().toString());
    for (Result result : run.results()) {
      xml.open(
          "testcase",
          "classname",
          "webhooks." + result.scenario().key(),
          "name",
          result.scenario().title(),
          "time",
          seconds(result.time().toMillis()));
      String reasons = String.join("; ", result.reasons());
      switch (result.verdict()) {
        case HELD -> {}
        case TOLD -> xml.element("system-out", reasons);
        case BROKEN -> xml.element("failure", failure(run, result), "message", reasons);
        case NOT_TRIED -> xml.empty("skipped", "message", reasons);
      }
      xml.close();
    }
    xml.open("testcase", "classname", "webhooks.sum", "name", "the sum over everything");
    if (!run.sumIsRight()) {
      xml.empty("failure", "message", run.sum());
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.close().close() + "\n";
  }

  /** As JSON, in several lines. */
  static String json(Run run) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("url", run.url().toString());
    report.put("sandbox", run.sandbox().toString());
    report.put("seed", run.seed());
    report.put("begun", run.begun().toString());
    report.put("milliseconds", run.time().toMillis());
    report.put("held", run.held());
    report.put("worth", run.worth());
    ObjectNode counts = report.putObject("scenarios");
    for (Verdict verdict : Verdict.values()) {
      counts.put(word(verdict), run.count(verdict));
    }
    ObjectNode sum = report.putObject("sum");
    sum.put("expected", run.expected());
    run.account().ifPresent(it -> sum.put("account", it));
    sum.put("right", run.sumIsRight());
    ArrayNode results = report.putArray("results");
    run.results().forEach(it -> results.add(result(run, it)));
    return report.toPrettyString() + "\n";
  }

  private static ObjectNode result(Run run, Result result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("scenario", result.scenario().key());
    node.put("title", result.scenario().title());
    node.put("verdict", word(result.verdict()));
    node.put("expected", result.expected());
    result.credited().ifPresent(it -> node.put("credited", it));
    node.put("answers", result.answers());
    strings(node.putArray("reasons"), result.reasons());
    if (result.verdict() == Verdict.BROKEN) {
      node.put("means", result.scenario().meaning());
      node.put("again", run.again(result));
    }
    strings(node.putArray("steps"), result.steps());
    node.put("milliseconds", result.time().toMillis());
    return node;
  }

  private static String failure(Run run, Result result) {
    return "expected: %s\ncredited: %s\nanswers: %s\nmeans: %s\nsteps:\n  %s\nagain: %s\n"
        .formatted(
            result.expected(),
            result.credited().isPresent() ? result.credited().getAsLong() : "–",
            result.answers(),
            result.scenario().meaning(),
            String.join("\n  ", result.steps()),
            run.again(result));
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
