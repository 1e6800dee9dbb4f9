package dev.billet.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.TestCase;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.mutate.FaultKind;
import dev.billet.conformance.mutate.MutationScore;
import dev.billet.conformance.mutate.MutationScore.Planted;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reports of a run in which a server has answered with whatever could spoil them. */
final class ReportsTest {

  private static final String SPOILER = "<script>alert('1')</script>\u0007]]>&\n";
  private static final ApiDocument DOCUMENT =
      ApiDocument.of(
          "fixture",
          Json.parseYaml(
              """
              openapi: 3.1.0
              info: {title: Fixture, version: v1}
              paths:
                /things:
                  get:
                    operationId: list
                    responses:
                      '200': {description: all}
                      '404': {description: none}
              """));
  private static final Run RUN = run();
  private static final Run MEASURED =
      RUN.with(
          new MutationScore(
              9,
              List.of(
                  new Planted("list 200: status 404", FaultKind.STATUS, Fate.NOTICED),
                  new Planted("list 200: DROP /<b>", FaultKind.DROPPED, Fate.SURVIVED),
                  new Planted("list 200: NULL /c", FaultKind.NULL, Fate.ALLOWED))));

  private static Run run() {
    Operation operation = DOCUMENT.operations().get(0);
    Request request = new Request("GET", "/things", Map.of("X-Key", "it's"), null);
    Reply reply = new Reply(200, Map.of(), SPOILER.getBytes(StandardCharsets.UTF_8));
    TestCase test = TestCase.resilience(operation, "spoiled " + SPOILER, request);
    Result broken =
        new Result(
            test,
            Verdict.BROKEN,
            List.of("it says " + SPOILER),
            Optional.of(reply),
            Duration.ofMillis(5));
    Result notTried =
        new Result(test, Verdict.NOT_TRIED, List.of("why"), Optional.empty(), Duration.ZERO);
    return new Run(
        DOCUMENT,
        URI.create("http://127.0.0.1:1"),
        "full",
        7,
        Instant.EPOCH,
        Duration.ofMillis(5),
        List.of(broken, broken, notTried));
  }

  @Test
  void thePageShowsWhatCameAndRunsNothingOfIt() {
    assertThat(HtmlReport.of(RUN))
        .contains("&lt;script&gt;alert(&#39;1&#39;)")
        .doesNotContain("<script")
        .doesNotContain("\u0007")
        .doesNotContain("http-equiv")
        .contains("200 × 2")
        .contains("404");
  }

  @Test
  void theXmlIsWellFormedAndCounts() throws Exception {
    Element suite = parsed(JUnitXml.of(RUN));
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void theJsonHasWhatItTakesToSendItAgain() {
    JsonNode report = Json.parse(JsonReport.of(RUN));
    assertThat(report.at("/cases/broken").asInt()).isEqualTo(2);
    assertThat(report.at("/results/0/answer").asText()).isEqualTo(SPOILER);
    assertThat(report.at("/results/0/curl").asText())
        .isEqualTo("curl -i --path-as-is -X GET -H 'X-Key: it'\\''s' 'http://127.0.0.1:1/things'");
  }

  @Test
  void whatWasNotNoticedIsListedApartFromWhatIsAllowed() throws Exception {
    assertThat(HtmlReport.of(MEASURED))
        .contains("50.0 % of 2 planted faults noticed (3 planted of 9 possible)")
        .containsPattern("(?s)<h3>Survived</h3>\n<ul><li>list 200: DROP /&lt;b&gt;</li></ul>")
        .containsPattern("(?s)<h3>Allowed[^<]*</h3>\n<ul><li>list 200: NULL /c</li></ul>");
    assertThat(ConsoleSummary.of(MEASURED))
        .contains("survived:\n  list 200: DROP /<b>\n")
        .contains("allowed by the document:\n  list 200: NULL /c\n");
    JsonNode json = Json.parse(JsonReport.of(MEASURED)).path("mutations");
    assertThat(json.path("score").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/faults/1/fate").asText()).isEqualTo("survived");
    Element suite = parsed(JUnitXml.of(MEASURED));
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
        .contains("survived:\n  list 200: DROP /<b>\n");
  }

  @Test
  void aRunInWhichNothingWasPlantedSaysNothingOfIt() {
    assertThat(HtmlReport.of(RUN)).doesNotContain("Planted faults");
    assertThat(ConsoleSummary.of(RUN)).doesNotContain("planted");
    assertThat(Json.parse(JsonReport.of(RUN)).has("mutations")).isFalse();
    assertThat(JUnitXml.of(RUN)).doesNotContain("mutations");
  }

  private static Element parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  @Test
  void theSummaryTellsOneFaultOnce() {
    assertThat(ConsoleSummary.of(RUN))
        .containsOnlyOnce("BROKEN  ")
        .contains("likewise  1 more")
        .contains("not tried    1: why")
        .contains("BROKEN: 0 held, 2 broken, 1 not tried");
  }
}
