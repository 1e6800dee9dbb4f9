package dev.billet.conformance.report;

import static dev.billet.conformance.report.HtmlReport.escaped;
import static dev.billet.conformance.report.HtmlReport.number;

import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.mutate.FaultKind;
import dev.billet.conformance.mutate.MutationScore;
import java.util.List;

/** What became of planted faults, as a section of the page. Stateless. */
final class MutationSection {

  private MutationSection() {}

  static void append(StringBuilder page, MutationScore score) {
    page.append("<h2>Planted faults</h2>\n<p>")
        .append(escaped(MutationText.sentence(score)))
        .append(". This measures the run, not the server: one fault at a time was planted in the")
        .append(" server's answers, and is noticed where a further case breaks by it.</p>\n")
        .append("<div class=\"scroll\"><table><thead><tr><th>kind</th>");
    for (Fate fate : Fate.values()) {
      page.append("<th class=\"n\">").append(fate.title()).append("</th>");
    }
    page.append("</tr></thead><tbody>\n");
    for (FaultKind kind : FaultKind.values()) {
      page.append("<tr><td>").append(kind.title()).append("</td>");
      for (Fate fate : Fate.values()) {
        page.append(number(score.count(kind, fate)));
      }
      page.append("</tr>\n");
    }
    page.append("</tbody></table></div>\n");
    list(page, "Survived", score.names(Fate.SURVIVED));
    list(page, "Allowed by the document, and so no faults", score.names(Fate.ALLOWED));
  }

  private static void list(StringBuilder page, String title, List<String> names) {
    page.append("<h3>").append(title).append("</h3>\n");
    if (names.isEmpty()) {
      page.append("<p>None.</p>\n");
      return;
    }
    page.append("<ul>");
    names.forEach(it -> page.append("<li>").append(escaped(it)).append("</li>"));
    page.append("</ul>\n");
  }
}
