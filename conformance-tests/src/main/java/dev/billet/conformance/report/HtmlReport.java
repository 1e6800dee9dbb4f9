package dev.billet.conformance.report;

import dev.billet.conformance.generate.Constraint;
import dev.billet.conformance.report.RunCoverage.OperationCoverage;
import dev.billet.conformance.report.RunCoverage.Tally;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.util.List;
import java.util.Map;

/**
 * A run as one HTML file that needs nothing else: no script, no font, no picture. Whatever came
 * from the server or the document is escaped.
 */
public final class HtmlReport {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--good:#1a7f37;--bad:#cf222e;--open:#9a6700}
      body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1.05rem}
      table{border-collapse:collapse;width:100%;margin:.5rem 0}
      th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      .held{color:var(--good)}.broken{color:var(--bad)}.open{color:var(--open)}
      .verdict{font-weight:700}.status{display:inline-block;padding:0 .4rem;margin:.1rem;border:1px solid var(--line);border-radius:.3rem}
      .status.unseen{opacity:.5;border-style:dashed}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.6rem;border-radius:.3rem;font-size:.85rem}
      details{margin:.3rem 0}summary{cursor:pointer}.scroll{overflow-x:auto}
      """;

  private HtmlReport() {}

  /** The page. */
  public static String of(Run run) {
    StringBuilder page = new StringBuilder();
    boolean held = run.count(Verdict.BROKEN) == 0;
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Conformance: ")
        .append(escaped(run.document().key()))
        .append("</title>\n<style>")
        .append(STYLE)
        .append("</style></head>\n<body>\n<h1>Conformance of ")
        .append(escaped(run.baseUrl().toString()))
        .append(" to ")
        .append(escaped(run.title()))
        .append("</h1>\n<p class=\"verdict ")
        .append(held ? "held\">Held" : "broken\">Broken")
        .append("</p>\n<p>")
        .append(
            "%d cases: %d held, %d broken, %d not tried. Profile %s, seed %d, begun %s, %.1f s."
                .formatted(
                    run.results().size(),
                    run.count(Verdict.HELD),
                    run.count(Verdict.BROKEN),
                    run.count(Verdict.NOT_TRIED),
                    escaped(run.profile()),
                    run.seed(),
                    run.begun(),
                    run.time().toMillis() / 1000.0))
        .append("</p>\n");
    Notes.of(run).forEach(it -> page.append("<p>Note: ").append(escaped(it)).append(".</p>\n"));
    broken(page, run);
    page.append("<h2>Coverage</h2>\n");
    run.coverage().operations().forEach(it -> operation(page, it));
    run.mutations().ifPresent(it -> MutationSection.append(page, it));
    cases(page, run);
    return page.append("</body></html>\n").toString();
  }

  private static void broken(StringBuilder page, Run run) {
    List<Result> broken = run.of(Verdict.BROKEN);
    if (broken.isEmpty()) {
      return;
    }
    page.append("<h2>What is broken</h2>\n");
    for (Result result : broken) {
      page.append("<h3>").append(escaped(result.test().name())).append("</h3>\n<p>Expected: ");
      page.append(escaped(result.test().expectation().title())).append(".</p>\n<ul>");
      result.reasons().forEach(it -> page.append("<li>").append(escaped(it)).append("</li>"));
      page.append("</ul>\n<pre>").append(escaped(result.test().request().curl(run.baseUrl())));
      page.append("</pre>\n<pre>");
      page.append(escaped(result.reply().map(Object::toString).orElse("no answer")));
      page.append("</pre>\n");
    }
  }

  private static void operation(StringBuilder page, OperationCoverage coverage) {
    page.append("<h3>")
        .append(escaped(coverage.operation().toString()))
        .append("</h3>\n<p>Cases: ")
        .append(tally(coverage.cases()))
        .append(". Statuses: ");
    coverage
        .statuses()
        .forEach(
            (status, times) ->
                page.append("<span class=\"status")
                    .append(times == 0 ? " unseen\" title=\"not seen\">" : "\">")
                    .append(escaped(status))
                    .append(times == 0 ? "" : " × " + times)
                    .append("</span>"));
    page.append("</p>\n");
    if (coverage.constraints().isEmpty()) {
      return;
    }
    page.append("<div class=\"scroll\"><table><thead><tr><th>where</th><th>constraint</th>")
        .append("<th class=\"n\">held</th><th class=\"n\">broken</th>")
        .append("<th class=\"n\">not tried</th></tr></thead><tbody>\n");
    for (Map.Entry<Constraint, Tally> it : coverage.constraints().entrySet()) {
      Tally tally = it.getValue();
      page.append("<tr class=\"")
          .append(tally.broken() > 0 ? "broken" : tally.tried() == 0 ? "open" : "")
          .append("\"><td>")
          .append(escaped(it.getKey().where()))
          .append("</td><td>")
          .append(escaped(it.getKey().keyword()))
          .append("</td>")
          .append(number(tally.held()))
          .append(number(tally.broken()))
          .append(number(tally.notTried()))
          .append("</tr>\n");
    }
    page.append("</tbody></table></div>\n");
  }

  private static void cases(StringBuilder page, Run run) {
    page.append("<h2>Every case</h2>\n");
    for (OperationCoverage coverage : run.coverage().operations()) {
      page.append("<details><summary>")
          .append(escaped(coverage.operation().id()))
          .append("</summary><div class=\"scroll\"><table><tbody>\n");
      for (Result result : run.results()) {
        if (result.test().operation().id().equals(coverage.operation().id())) {
          String style =
              switch (result.verdict()) {
                case HELD -> "held";
                case BROKEN -> "broken";
                case NOT_TRIED -> "open";
              };
          page.append("<tr><td>")
              .append(escaped(result.test().group().title() + ": " + result.test().title()))
              .append("</td><td>")
              .append(result.reply().map(it -> Integer.toString(it.status())).orElse("–"))
              .append("</td><td class=\"")
              .append(style)
              .append("\">")
              .append(result.verdict() == Verdict.NOT_TRIED ? "not tried" : style)
              .append("</td><td>")
              .append(escaped(String.join("; ", result.reasons())))
              .append("</td></tr>\n");
        }
      }
      page.append("</tbody></table></div></details>\n");
    }
  }

  private static String tally(Tally tally) {
    return "%d held, %d broken, %d not tried"
        .formatted(tally.held(), tally.broken(), tally.notTried());
  }

  static String number(long number) {
    return "<td class=\"n\">" + number + "</td>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "\ufffd");
  }
}
