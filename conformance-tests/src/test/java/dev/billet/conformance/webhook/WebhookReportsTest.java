package dev.billet.conformance.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What is written about a run, whatever a server has answered. */
final class WebhookReportsTest {

  private static final String HOSTILE = "</pre><script>alert('1')</script> & \u0001";

  @Test
  void whateverAServerSaysIsTextInThePage() {
    String page = PageReport.of(run(OptionalLong.of(1), result(Verdict.BROKEN)));
    assertThat(page).doesNotContain("<script", "\u0001").contains("&lt;script&gt;", "&amp;");
  }

  @Test
  void theBuildServersReportCountsTheSumToo() throws Exception {
    Element suite = junit(run(OptionalLong.of(1), result(Verdict.HELD), result(Verdict.NOT_TRIED)));
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
  }

  @Test
  void whatIsCreditedWhenItsScenarioIsOverBreaksTheSum() {
    Run late = run(OptionalLong.of(1), result(Verdict.HELD));
    assertThat(late.held()).isFalse();
    assertThat(late.sum()).contains("0 had to be credited", "changed by 1", "was over");
    assertThat(printed(late)).contains("BROKEN  the sum").contains("BROKEN: 1 held, 0 broken");
  }

  @Test
  void anAccountThatIsLostBreaksTheSum() {
    Run lost = run(OptionalLong.empty(), result(Verdict.HELD));
    assertThat(lost.held()).isFalse();
    assertThat(lost.sum()).contains("cannot be read any more");
  }

  @Test
  void whatWasNotTriedIsNotHeldAndNotBroken() {
    Run run = run(OptionalLong.of(0), result(Verdict.NOT_TRIED));
    assertThat(run.count(Verdict.HELD)).isZero();
    assertThat(run.held()).isTrue();
    JsonNode json = Json.parse(FileReports.json(run));
    assertThat(json.at("/scenarios/not_tried").asInt()).isEqualTo(1);
    assertThat(json.at("/results/0/verdict").asText()).isEqualTo("not_tried");
  }

  private static Element junit(Run run) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(FileReports.junit(run))))
        .getDocumentElement();
  }

  private static String printed(Run run) {
    StringWriter output = new StringWriter();
    new ConsoleReport(new PrintWriter(output, true)).print(run);
    return output.toString();
  }

  private static Run run(OptionalLong account, Result... results) {
    URI url = URI.create("http://127.0.0.1:3000/webhooks?a=1&b=2");
    return new Run(
        url, url, 1, Instant.EPOCH, Duration.ofSeconds(1), 5, List.of(results), 0, account);
  }

  private static Result result(Verdict verdict) {
    return new Result(
        Scenarios.PLAIN,
        verdict,
        "0",
        OptionalLong.of(0),
        OptionalLong.of(0),
        List.of(HOSTILE),
        "200",
        List.of(HOSTILE),
        Duration.ZERO);
  }
}
