package dev.billet.conformance.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.JavaRuntimes;
import dev.billet.conformance.QuickStart;
import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.Suite;
import dev.billet.conformance.SuiteExtension;
import dev.billet.conformance.document.Json;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code billet-conformance.jar webhooks} as its users run it; also against our own server. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebhookCommandTest {

  private static final String SECRET = "whsec_oursAlone0000000000000000000000";
  private static final String KEY = "key-of-the-owner";
  // The SHA-256 of that.
  private static final String KEY_HASH =
      "b269eb35b3ed785197a8a7feafe69adbc5d3530b0816dd4f3f6c68c352812fdf";

  private record Outcome(int code, String output) {}

  private final Suite suite;
  private final Path directory;
  private final ServerProcess sandbox;

  WebhookCommandTest(Suite suite, @TempDir Path directory) {
    this.suite = suite;
    this.directory = directory;
    this.sandbox = suite.process().argument("sandbox").argument("--port=0").start();
  }

  @BeforeAll
  void thereIsAShell() {
    assumeTrue(
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl"))),
        "the commands need curl, which is not installed");
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @Test
  void ourOwnServerHoldsAll() throws Exception {
    int port = ShopProcess.freePort();
    String server = "http://127.0.0.1:" + port;
    Path reports = directory.resolve("reports");
    Outcome outcome =
        run(
            "--url=" + server + "/webhooks/stripe",
            "--secret=" + SECRET,
            "--sandbox=" + sandbox.awaitSandbox(),
            "--checkout=" + checkout(server),
            "--account=" + account(server),
            "--pointer=/credits",
            "--server=" + server(port),
            "--crashes=2",
            "--settle=50ms",
            "--report-dir=" + reports);
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("HELD: 25 held, 0 broken, 0 not tried, 1 told")
        .doesNotContain(SECRET);

    JsonNode json = Json.read(reports.resolve("webhooks.json"));
    assertThat(json.at("/worth").asLong()).isEqualTo(25_000);
    assertThat(json.at("/sum/right").asBoolean()).isTrue();
    assertThat(Files.readString(reports.resolve("webhooks.html")))
        .contains("killed while it is told")
        .doesNotContain("<script", " src=", SECRET);
    assertThat(Files.readString(reports.resolve("webhooks-junit.xml")))
        .contains("tests=\"27\" failures=\"0\"")
        .doesNotContain(SECRET);
  }

  @Test
  void aServerThatIsWrongIsToldWhatThatMeansAndHowToSeeItAgain() throws Exception {
    try (HandwrittenShop shop = shop(Defect.DEDUPLICATES_BY_EVENT)) {
      Outcome outcome = runHere(shop, "--only=other-event", "--only=killed-meanwhile", "--seed=7");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.output())
          .contains("expected 10000, credited 20000")
          .contains("Credits twice where two events tell of one payment")
          .contains("--only other-event --seed 7")
          .contains("NOT TRIED killed while it is told")
          .contains("BROKEN: 1 held, 1 broken, 1 not tried")
          .doesNotContain(HandwrittenShop.SECRET);
    }
  }

  @Test
  void aSandboxThatDeliversItselfIsRefused() throws Exception {
    try (HandwrittenShop shop = shop();
        ServerProcess other =
            suite
                .process()
                .argument("sandbox")
                .argument("--port=0")
                .argument("--webhook=http://localhost:" + shop.webhooks().getPort() + "/webhooks")
                .start()) {
      Outcome outcome = runHere(shop, "--sandbox=" + other.awaitSandbox());
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.output()).contains("it delivers its webhooks to").contains("Usage: ");
    }
  }

  @Test
  void aCommandThatDoesNotDoWhatItIsForIsQuoted() throws Exception {
    try (HandwrittenShop shop = shop()) {
      for (List<String> wrong :
          List.of(
              List.of("--account=echo 12.5; exit 0", "it ended with 0 and printed '12.5'"),
              List.of("--account=echo no; exit 3", "it ended with 3 and printed 'no'"),
              List.of("--account=echo '{}'", "--pointer says where"),
              List.of("--checkout=true", "the id of a session, cs_test_…, is needed"),
              List.of("--checkout=echo cs_test_nobody", "does not know cs_test_nobody"),
              List.of("--server=true", "somebody answers at"))) {
        Outcome outcome = runHere(shop, wrong.get(0));
        assertThat(outcome.code()).as(outcome.output()).isEqualTo(2);
        assertThat(outcome.output()).contains(wrong.get(1)).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void whereNobodyListensNothingIsSaid() throws Exception {
    try (HandwrittenShop shop = shop()) {
      Outcome nobody = run(shop, "--url=http://127.0.0.1:1/webhooks");
      assertThat(nobody.code()).as(nobody.output()).isEqualTo(3);
      assertThat(nobody.output()).contains("gave no answer").doesNotContain("HELD");
      assertThat(run(shop, "--sandbox=http://127.0.0.1:1").code()).isEqualTo(3);
    }
  }

  @Test
  void helpNamesTheExitCodes() throws Exception {
    Outcome outcome = run("--help");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.output()).contains("Exit codes:").contains("--checkout=COMMAND");
  }

  private HandwrittenShop shop(Defect... defects) throws Exception {
    EnumSet<Defect> wrong = EnumSet.noneOf(Defect.class);
    wrong.addAll(List.of(defects));
    Path journal = Files.createTempDirectory(directory, "shop").resolve("journal");
    return new HandwrittenShop(0, sandbox.awaitSandbox(), journal, wrong);
  }

  private Outcome run(HandwrittenShop shop, String... options) throws Exception {
    return run(completed(shop, options));
  }

  /** Without a process of its own, which is the quicker. */
  private Outcome runHere(HandwrittenShop shop, String... options) {
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output, true);
    int code =
        new CommandLine(new WebhookCommand(Clock.systemUTC(), out))
            .setOut(out)
            .setErr(out)
            .execute(completed(shop, options));
    return new Outcome(code, output.toString());
  }

  /** These options, and those that are missing. */
  private String[] completed(HandwrittenShop shop, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    URI base = shop.webhooks().resolve("/");
    for (String option :
        List.of(
            "--url=" + shop.webhooks(),
            "--secret=" + HandwrittenShop.SECRET,
            "--sandbox=" + sandbox.awaitSandbox(),
            "--checkout=curl -s " + base + "checkout",
            "--account=curl -s " + base + "account",
            "--settle=30ms",
            "--patience=2s")) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (all.stream().noneMatch(it -> it.startsWith(name))) {
        all.add(option);
      }
    }
    return all.toArray(String[]::new);
  }

  private Outcome run(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                JavaRuntimes.running().toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("billet.conformance.jar", "target/billet-conformance.jar"),
                "webhooks"));
    command.addAll(List.of(options));
    Path output = Files.createTempFile(directory, "webhooks", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  private static String checkout(String server) {
    return "curl -s "
        + server
        + "/api/v1/org/acme/credits/checkout -H 'Authorization: Bearer "
        + KEY
        + "' -H 'Content-Type: application/json' -d '{\"quantity\": 1,"
        + " \"success_url\": \"https://shop.example.com/thanks\","
        + " \"cancel_url\": \"https://shop.example.com/credits\"}'";
  }

  private static String account(String server) {
    return "curl -s "
        + server
        + "/billet/v1/organizations/acme/account -H 'Authorization: Bearer "
        + KEY
        + "'";
  }

  /** On a file, without a reconciliation of its own, with what starts fast. */
  private String server(int port) throws Exception {
    Path configuration =
        Files.writeString(
            directory.resolve("billet.yaml"),
            """
            billet:
              http: {port: %d}
              return-urls: {allowed: ["https://shop.example.com"]}
              catalogue: {credits: {price: price_credits, per-bundle: 25000}}
              database: {url: "jdbc:sqlite:%s"}
              reconcile: {every: 0s}
              stripe: {webhook-secrets: ["%s"], api-base: "%s"}
              organizations: {acme: {ids: ["org_1"]}}
              keys: [{name: owner, sha256: "%s", grants: {acme: owner}}]
            """
                .formatted(
                    port,
                    directory.resolve("billet.db"),
                    SECRET,
                    sandbox.awaitSandbox(),
                    KEY_HASH));
    return "STRIPE_SECRET_KEY=sk_test_billetsandbox000000000000 exec '%s' %s -jar '%s' --config '%s'"
        .formatted(
            JavaRuntimes.running(),
            String.join(" ", QuickStart.options(JavaRuntimes.running(), suite.jar())),
            suite.jar(),
            configuration);
  }
}
