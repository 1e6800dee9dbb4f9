package dev.billet.conformance.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays webhooks to a server, and says what it credited. */
@Command(
    name = "webhooks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Plays the webhooks of real purchases to a server of yours: twice, out of order, late, forged,"
          + " many at once, and while it is killed. Says what was credited, and what had to be.",
      "",
      "The server's Stripe is the sandbox: its API base points there. The sandbox itself delivers no"
          + " webhooks to it, because they are all sent from here. What the server books by itself,"
          + " without webhooks, has to pause meanwhile.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it holds: nothing that was tried is broken",
      "1:it is broken; the summary and the reports say where",
      "2:the command line is wrong, or one of its commands does not do what it is for",
      "3:nobody answers at --url or --sandbox"
    })
public final class WebhookCommand implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final Duration LONGEST_COMMAND = Duration.ofSeconds(60);

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Where the server takes Stripe's webhooks.")
  @Nullable URI url;

  @Option(
      names = "--secret",
      required = true,
      paramLabel = "whsec_…",
      defaultValue = "${env:STRIPE_WEBHOOK_SECRET}",
      description =
          "What it verifies them with. Taken from STRIPE_WEBHOOK_SECRET where it is not given.")
  @Nullable String secret;

  @Option(
      names = "--sandbox",
      required = true,
      paramLabel = "URL",
      description = "Its Stripe: java -jar billet.jar sandbox.")
  @Nullable URI sandboxUrl;

  @Option(
      names = "--sandbox-key",
      paramLabel = "sk_test_…",
      defaultValue = SandboxClient.SECRET_KEY,
      description = "The secret key there. Default: ${DEFAULT-VALUE}.")
  String sandboxKey = "";

  @Option(
      names = "--checkout",
      required = true,
      paramLabel = "COMMAND",
      description =
          "Starts a checkout at the server, of the same thing each time, paid once. Its output has"
              + " the session's id in it: cs_test_…")
  String checkout = "";

  @Option(
      names = "--account",
      required = true,
      paramLabel = "COMMAND",
      description = "Reads what was credited: prints a whole number, of credits or minor units.")
  String account = "";

  @Option(
      names = "--pointer",
      paramLabel = "POINTER",
      description = "Where the number is, if --account prints JSON: /credits.")
  @Nullable String pointer;

  @Option(
      names = "--server",
      paramLabel = "COMMAND",
      description =
          "Starts the server and stays in the foreground. It is killed, with all that it started,"
              + " and started again; without this, crashes are not tried.")
  @Nullable String server;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Plays only this scenario, after the plain one. May be repeated.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--crashes",
      paramLabel = "N",
      defaultValue = "6",
      description = "How often the server is killed while it is told. Default: ${DEFAULT-VALUE}.")
  int crashes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the moments of the kills are drawn from. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "How long a credit may take to arrive. Default: ${DEFAULT-VALUE}.")
  Duration patience = Duration.ZERO;

  @Option(
      names = "--recovery",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "The same after the server was killed. Default: ${DEFAULT-VALUE}.")
  Duration recovery = Duration.ZERO;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "After how long nothing more is expected to come. Default: ${DEFAULT-VALUE}.")
  Duration settle = Duration.ZERO;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description =
          "Where to write webhooks.html, webhooks.json and webhooks-junit.xml. Default: nowhere.")
  @Nullable Path reports;

  private final Clock clock;
  private final PrintWriter out;

  /** Tells this writer, by this clock. */
  public WebhookCommand(Clock clock, PrintWriter out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public Integer call() {
    URI endpoint = Urls.required("--url", url, this::usage);
    URI stripe = Urls.required("--sandbox", sandboxUrl, this::usage);
    List<Scenario> scenarios = chosen();
    Optional<JsonPointer> where = where();
    String signing = Objects.requireNonNull(secret).strip();
    if (signing.isEmpty() || crashes < 1) {
      throw usage(signing.isEmpty() ? "--secret: it is empty" : "--crashes: at least 1");
    }
    SandboxClient sandbox = new SandboxClient(stripe, sandboxKey);
    new Preflight(endpoint, stripe, sandboxKey, sandbox).check(this::usage);
    Time time = new Time(clock, Pause.real(), patience, recovery, settle);
    try (Hosting hosting = Hosting.of(server, endpoint, time)) {
      Props props =
          new Props(
              new Till(new CommandShop(checkout, LONGEST_COMMAND), sandbox),
              new Delivery(endpoint, signing, time),
              new CommandAccount(account, where, LONGEST_COMMAND),
              hosting.server(),
              time,
              crashes,
              mask());
      return play(props, endpoint, stripe, scenarios);
    } catch (CommandException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private int play(Props props, URI endpoint, URI stripe, List<Scenario> scenarios) {
    ConsoleReport console = new ConsoleReport(out);
    out.println("Webhooks of " + endpoint + ", with the Stripe at " + stripe);
    Run run = new Rehearsal(props, seed, console).play(endpoint, stripe, scenarios);
    console.print(run);
    if (reports != null) {
      out.println("reports: " + FileReports.write(run, reports));
    }
    return run.held() ? 0 : BROKEN;
  }

  private List<Scenario> chosen() {
    List<Scenario> all = Scenarios.all();
    List<String> keys = all.stream().map(Scenario::key).toList();
    for (String key : only) {
      if (!keys.contains(key)) {
        throw usage("--only: there is no '%s'; there are %s".formatted(key, keys));
      }
    }
    return all.stream()
        .filter(it -> only.isEmpty() || it.equals(Scenarios.PLAIN) || only.contains(it.key()))
        .toList();
  }

  private Optional<JsonPointer> where() {
    try {
      return Optional.ofNullable(pointer).map(JsonPointer::compile);
    } catch (IllegalArgumentException e) {
      throw usage("--pointer: " + pointer + " is no JSON pointer, such as /credits");
    }
  }

  private UnaryOperator<String> mask() {
    String signing = Objects.requireNonNull(secret).strip();
    return text -> text.replace(signing, "whsec_…").replace(sandboxKey, "sk_test_…");
  }

  private ParameterException usage(String message) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(), mask().apply(message));
  }
}
