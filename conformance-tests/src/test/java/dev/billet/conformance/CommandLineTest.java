package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** {@code billet-conformance.jar} as its users run it: options in, reports and exit codes out. */
@ExtendWith(SuiteExtension.class)
final class CommandLineTest {

  private record Outcome(int code, String output) {}

  private final Path reports;

  CommandLineTest(@TempDir Path reports) {
    this.reports = reports;
  }

  @BeforeEach
  void thereIsAJar(Suite suite) {
    assumeFalse(suite.external(), "the jar is not built while the suite is aimed elsewhere");
  }

  @Test
  void aServerThatKeepsItsContractHoldsAndIsReported(Target target) throws Exception {
    Outcome outcome =
        run(
            "--contract",
            "almanac",
            "--base-url",
            target.baseUrl() + "/",
            "--random",
            "4",
            "--report-dir",
            reports.toString());
    assertThat(outcome.output())
        .contains("HELD: ", "POST /v1/organizations/")
        .doesNotContain("NOTE ");
    assertThat(outcome.code()).isZero();

    JsonNode json = Json.read(reports.resolve("almanac.json"));
    assertThat(json.at("/cases/broken").asInt()).isZero();
    assertThat(json.at("/cases/held").asInt()).isGreaterThan(100);
    assertThat(json.at("/operations/0/statuses/422").asInt()).isPositive();
    assertThat(json.path("results")).hasSize(cases(json));

    String html = Files.readString(reports.resolve("almanac.html"));
    assertThat(html).contains("billing/checkout").doesNotContain("<script").doesNotContain(" src=");
    Element xml = junit(reports.resolve("almanac-junit.xml"));
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(cases(json));
    assertThat(xml.getAttribute("failures")).isEqualTo("0");
  }

  @Test
  void aServerOfAnotherContractIsBrokenAndToldHowToSeeItAgain(Target target) throws Exception {
    Outcome outcome =
        run("--contract", "starter", "--base-url", target.baseUrl() + "/openapi", "--random", "0");
    assertThat(outcome.output())
        .contains("BROKEN  ", "again     curl -i ")
        .contains("the path of the base URL is probably wrong", "/openapi/api/v1/billing/checkout");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aDocumentThatIsNotBuiltInTakesNoCode(Target target) throws Exception {
    Path document = reports.resolve("shop.yaml");
    Files.writeString(
        document, Files.readString(Resources.list("openapi", "dreadnode.yaml").get(0)));
    Outcome outcome =
        run(
            "--spec",
            document.toString(),
            "--base-url",
            target.baseUrl().toString(),
            "--key",
            target.variables().get("key.owner"),
            "--organization",
            "acme");
    assertThat(outcome.output()).contains("HELD: ");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void plantedFaultsAreCountedInEveryReport(Target target) throws Exception {
    Outcome outcome =
        run(
            "--contract",
            "almanac",
            "--base-url",
            target.baseUrl().toString(),
            "--profile",
            "resilience",
            "--random",
            "2",
            "--mutations",
            "30",
            "--report-dir",
            reports.toString());
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("planted faults noticed (30 planted of ");
    JsonNode json = Json.read(reports.resolve("almanac.json")).path("mutations");
    assertThat(json.path("faults")).hasSize(30);
    assertThat(json.path("score").asDouble()).isBetween(0.9, 1.0);
    assertThat(Files.readString(reports.resolve("almanac.html"))).contains("30 planted of ");
    Element xml = junit(reports.resolve("almanac-junit.xml"));
    assertThat(xml.getElementsByTagName("property").getLength()).isPositive();
    assertThat(xml.getAttribute("failures")).isEqualTo("0");
  }

  @Test
  void whatARunDoesNotNoticeIsListedAndNotTheServersFault(Target target) throws Exception {
    // Under a prefix, as behind a proxy, and of a document of one's own.
    Path document = reports.resolve("credits.yaml");
    String text = Files.readString(Resources.list("openapi", "dreadnode.yaml").get(0));
    Files.writeString(document, text.replace("  /api/v1/org/", "  /org/"));
    Outcome outcome =
        run(
            "--spec",
            document.toString(),
            "--base-url",
            target.baseUrl() + "/api/v1/",
            "--random",
            "2",
            "--excuse",
            "schema",
            "--mutations",
            "200");
    assertThat(outcome.output())
        .containsPattern("\\(\\d+ planted of \\d+ possible\\)\nsurvived:\n  createCheckoutSession ")
        .contains("HELD: ");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void withTheProfileOfErrorsNothingIsMade(Target target) throws Exception {
    Outcome outcome =
        run(
            "--contract",
            "dreadnode",
            "--base-url",
            target.baseUrl().toString(),
            "--profile",
            "errors",
            "--report-dir",
            reports.toString());
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("nothing was sent that has to be accepted");
    JsonNode statuses = Json.read(reports.resolve("dreadnode.json")).at("/operations/0/statuses");
    assertThat(statuses.path("200").asInt()).isZero();
    assertThat(statuses.path("422").asInt()).isPositive();
  }

  @Test
  void aWrongCommandLineSaysWhatIsWrong() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("--contract", "almanac"),
            List.of("--contract", "nobody", "--base-url", "http://127.0.0.1:1"),
            List.of("--base-url", "http://127.0.0.1:1"),
            List.of("--contract", "almanac", "--base-url", "ftp://127.0.0.1"),
            List.of("--contract", "almanac", "--base-url", "http://127.0.0.1:1", "--profile", "x"),
            List.of(
                "--contract", "almanac", "--base-url", "http://127.0.0.1:1", "--mutations", "-1"),
            List.of(
                "--contract",
                "almanac",
                "--base-url",
                "https://shop.example.com",
                "--profile",
                "resilience"),
            List.of("--spec", "/nowhere.yaml", "--base-url", "http://127.0.0.1:1"))) {
      Outcome outcome = run(wrong.toArray(String[]::new));
      assertThat(outcome.code()).as("%s: %s", wrong, outcome.output()).isEqualTo(2);
      assertThat(outcome.output()).contains("Usage: ");
    }
  }

  @Test
  void whereNobodyListensNothingIsSaidOfTheContract() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1");
    Outcome outcome = run("--contract", "almanac", "--base-url", nobody.toString());
    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.output()).contains("gave no answer").doesNotContain("HELD");
  }

  @Test
  void helpNamesTheExitCodes() throws Exception {
    Outcome outcome = run("--help");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.output()).contains("Exit codes:").contains("--report-dir");
  }

  private static int cases(JsonNode report) {
    return report.at("/cases/held").asInt()
        + report.at("/cases/broken").asInt()
        + report.at("/cases/not_tried").asInt();
  }

  private static Element junit(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Files.readString(file))))
        .getDocumentElement();
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaRuntimes.running().toString(),
                "-jar",
                System.getProperty("billet.conformance.jar", "target/billet-conformance.jar")));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("conformance", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Outcome(process.exitValue(), text);
  }
}
