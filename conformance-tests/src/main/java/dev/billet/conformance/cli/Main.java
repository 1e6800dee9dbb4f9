package dev.billet.conformance.cli;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.UnreachableException;
import dev.billet.conformance.mutate.MutatingProxy;
import dev.billet.conformance.mutate.MutationRun;
import dev.billet.conformance.report.ConsoleSummary;
import dev.billet.conformance.report.Run;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import dev.billet.conformance.webhook.WebhookCommand;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec @Nullable CommandSpec spec;

  @Mixin SubjectOptions subject = new SubjectOptions();

  @Mixin GivenOptions given = new GivenOptions();

  @Mixin RunOptions chosen = new RunOptions();

  @Mixin ReportOptions reports = new ReportOptions();

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
        .addSubcommand(new WebhookCommand(clock, out))
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
    ApiDocument api = subject.api();
    URI target = subject.target();
    Engine.Options options = chosen.engine(subject.own());
    CasePlan plan = new CasePlan(api, given.givens());
    MutatingProxy proxy = new MutatingProxy(new HttpSender(target));
    Progress progress = new Progress(out);
    out.println(api.tree().at("/info/title").asText() + " at " + target);
    Instant begun = clock.instant();
    List<Result> results = new Engine(plan, options, proxy, progress).run();
    Duration time = Duration.between(begun, clock.instant());
    String profile = options.profile().title();
    Run run = new Run(api, target, profile, options.seed(), begun, time, results);
    if (chosen.mutations > 0) {
      MutationRun again = new MutationRun(plan, options, proxy);
      run = run.with(again.play(chosen.mutations, progress::planted));
      progress.allPlanted();
    }
    out.print(ConsoleSummary.of(run));
    reports.write(run, out);
    out.flush();
    return exitCode(run);
  }

  // A fault that was planted and not noticed is none of the server's.
  private int exitCode(Run run) {
    if (run.count(Verdict.BROKEN) > 0) {
      return BROKEN;
    }
    if (run.count(Verdict.HELD) == 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "nothing could be tried with what was given");
    }
    return 0;
  }
}
