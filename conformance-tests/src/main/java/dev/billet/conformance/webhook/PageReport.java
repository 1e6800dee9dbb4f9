package dev.billet.conformance.webhook;

import java.util.List;
import java.util.Locale;

/** A run as one HTML file that needs nothing else: no script, no font, no picture. Stateless. */
final class PageReport {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--good:#1a7f37;--bad:#cf222e;--open:#9a6700}
      body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1.05rem}
      table{border-collapse:collapse;width:100%}.scroll{overflow-x:auto}
      th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      .held{color:var(--good)}.broken{color:var(--bad)}.not_tried,.told{color:var(--open)}
      .verdict{font-weight:700}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:.6rem;font-size:.85rem}
      """;

  private PageReport() {}

  /** The page. */
  static String of(Run run) {
    Xml page = new Xml().open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.element("title", "Webhooks: " + run.url()).element("style", STYLE).close();
    page.open("body").element("h1", "Webhooks of " + run.url());
    page.element(
        "p",
        run.held() ? "Held" : "Broken",
        "class",
        "verdict " + (run.held() ? "held" : "broken"));
    page.element(
        "p",
        "%d scenarios: %d held, %d broken, %d not tried, %d told. One purchase is worth %d. Stripe at %s, seed %d, begun %s, %.1f s."
            .formatted(
                run.results().size(),
                run.count(Verdict.HELD),
                run.count(Verdict.BROKEN),
                run.count(Verdict.NOT_TRIED),
                run.count(Verdict.TOLD),
                run.worth(),
                run.sandbox(),
                run.seed(),
                run.begun(),
                run.time().toMillis() / 1000.0));
    page.element("p", "In sum " + run.sum() + ".", "class", run.sumIsRight() ? "held" : "broken");
    broken(page, run);
    table(page, run.results());
    return "<!DOCTYPE html>\n" + page.close().close() + "\n";
  }

  private static void broken(Xml page, Run run) {
    for (Result result : run.of(Verdict.BROKEN)) {
      page.element("h2", "Broken: " + result.scenario().title(), "class", "broken");
      page.element("p", result.scenario().meaning()).open("ul");
      result.reasons().forEach(it -> page.element("li", it));
      page.close().element("h3", "What was done");
      page.element("pre", String.join("\n", result.steps()));
      page.element("p", "Again: " + run.again(result) + ".");
    }
  }

  private static void table(Xml page, List<Result> results) {
    page.element("h2", "Every scenario").open("div", "class", "scroll").open("table");
    page.open("thead").open("tr").element("th", "scenario").element("th", "verdict");
    page.element("th", "expected", "class", "n").element("th", "credited", "class", "n");
    page.element("th", "answers").element("th", "notes").close().close().open("tbody");
    for (Result result : results) {
      String style = result.verdict().name().toLowerCase(Locale.ROOT);
      page.open("tr").element("td", result.scenario().title());
      page.element("td", result.verdict().title(), "class", style);
      page.element("td", result.expected(), "class", "n");
      page.element(
          "td",
          result.credited().isPresent() ? Long.toString(result.credited().getAsLong()) : "–",
          "class",
          "n");
      page.element("td", result.answers());
      page.element("td", String.join("; ", result.reasons())).close();
    }
    page.close().close().close();
  }
}
