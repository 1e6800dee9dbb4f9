package dev.billet.conformance.cli;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.UnreachableException;
import dev.billet.conformance.report.ConsoleSummary;
import dev.billet.conformance.report.HtmlReport;
import dev.billet.conformance.report.JUnitXml;
import dev.billet.conformance.report.JsonReport;
import dev.billet.conformance.report.Run;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds a server against a contract. */
@Command(
    name = "billet-conformance",
    mixinStandardHelpOptions = true,
    version = "billet-conformance 0.1.0",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Holds a running server against its contract, and says what it breaks.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it holds: nothing that was tried is broken",
      "1:it is broken; the summary and the reports say where",
      "2:the command line is wrong",
      "3:nobody answers at that URL"
    },
    footer = {
      "",
      "What is not given is taken from the public demo directory of a Billet without"
          + " configuration,",
      "as long as no --key is given. What cannot be provoked with what is given is reported as not",
      "tried, and never counts as held."
    })
public final class Main implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final int USAGE = 2;
  private static final int NOT_REACHABLE = 3;
  // More than that says no more, and takes longer than anybody waits.
  private static final int PATIENCE = 3;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--contract",
      paramLabel = "NAME",
      description =
          "A built-in contract: almanac, billet, closient, dreadnode, starter or versori.")
  @Nullable String contract;

  @Option(
      names = "--spec",
      paramLabel = "FILE.yaml",
      description = "Any other contract: its OpenAPI 3.1 document.")
  @Nullable Path document;

  @Option(
      names = "--base-url",
      required = true,
      paramLabel = "URL",
      description = "Where the server is: the paths of the document are appended to it.")
  @Nullable URI baseUrl;

  @Mixin GivenOptions given = new GivenOptions();

  @Option(
      names = "--excuse",
      paramLabel = "WHAT",
      description =
          "A known deviation that answers are let through with: 'header NAME', 'media type',"
              + " 'status' or 'schema'. May be repeated.")
  List<String> excused = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "full",
      description =
          "read-only: GET alone. errors: and what has to be refused, so that nothing is made. full:"
              + " everything. resilience: and many at once, for a server of your own. Default:"
              + " ${DEFAULT-VALUE}.")
  @Nullable String profile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What random bodies are made from. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--random",
      paramLabel = "N",
      defaultValue = "40",
      description = "How many random bodies for each operation. Default: ${DEFAULT-VALUE}.")
  int random;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Where to write NAME.html, NAME.json and NAME-junit.xml. Default: nowhere.")
  @Nullable Path reports;

  private final Clock clock;
  private final PrintWriter out;

  private Main(Clock clock, PrintWriter out) {
    this.clock = clock;
    this.out = out;
  }

  /** Runs and exits. */
  public static void main(String[] arguments) {
    // Whatever the libraries have to log, nobody who reads a verdict needs it.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(Clock.systemUTC(), out, arguments));
  }

  /** Runs. Returns the exit code. */
  static int run(Clock clock, PrintWriter out, String... arguments) {
    return new CommandLine(new Main(clock, out))
        .setOut(out)
        .setErr(out)
        .setExecutionExceptionHandler(Main::failed)
        .execute(arguments);
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(failure.getMessage());
    return failure instanceof UnreachableException ? NOT_REACHABLE : USAGE;
  }

  @Override
  public Integer call() {
    ApiDocument api = api();
    URI target = target();
    Profile chosen = chosenProfile(target);
    out.println(api.tree().at("/info/title").asText() + " at " + target);
    Instant begun = clock.instant();
    List<Result> results =
        new Engine(
                new CasePlan(api, given.givens()),
                new Engine.Options(
                    chosen, seed, random, PATIENCE, false, it -> excused.contains(it.subject())),
                new HttpSender(target),
                new Progress(out))
            .run();
    Duration time = Duration.between(begun, clock.instant());
    Run run = new Run(api, target, chosen.title(), seed, begun, time, results);
    out.print(ConsoleSummary.of(run));
    if (reports != null) {
      write(run, reports);
    }
    out.flush();
    if (run.count(Verdict.BROKEN) > 0) {
      return BROKEN;
    }
    if (run.count(Verdict.HELD) == 0) {
      throw usage("nothing could be tried with what was given");
    }
    return 0;
  }

  private ApiDocument api() {
    if ((contract == null) == (document == null)) {
      throw usage("either --contract or --spec is needed");
    }
    if (document != null) {
      if (!Files.isReadable(document)) {
        throw usage("--spec: " + document + " cannot be read");
      }
      ApiDocument read = ApiDocument.read(document);
      if (read.operations().isEmpty()) {
        throw usage("--spec: " + document + " is no OpenAPI document with operations");
      }
      return read;
    }
    return ApiDocument.builtIn().stream()
        .filter(it -> it.key().equals(contract))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--contract: there is no '%s'; there are %s"
                        .formatted(contract, ApiDocument.builtIn())));
  }

  private URI target() {
    String url = String.valueOf(baseUrl).replaceFirst("/+$", "");
    URI target = URI.create(url);
    if (target.getHost() == null || !String.valueOf(target.getScheme()).matches("https?")) {
      throw usage("--base-url: " + url + " is no http or https URL");
    }
    return target;
  }

  private Profile chosenProfile(URI target) {
    Profile chosen =
        List.of(Profile.values()).stream()
            .filter(it -> it.title().equals(profile))
            .findFirst()
            .orElseThrow(() -> usage("--profile: there is no '" + profile + "'"));
    boolean own = List.of("127.0.0.1", "localhost", "[::1]").contains(target.getHost());
    if (chosen == Profile.RESILIENCE && !own) {
      throw usage("--profile resilience is for a server on this machine");
    }
    return chosen;
  }

  private void write(Run run, Path directory) {
    try {
      Files.createDirectories(directory);
      String name = run.document().key();
      Files.writeString(directory.resolve(name + ".html"), HtmlReport.of(run));
      Files.writeString(directory.resolve(name + ".json"), JsonReport.of(run));
      Files.writeString(directory.resolve(name + "-junit.xml"), JUnitXml.of(run));
      out.println("reports: " + directory.resolve(name + ".html") + ", .json and -junit.xml");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
