package dev.billet.server;

import dev.billet.server.config.ConfigurationException;
import dev.billet.server.config.Settings;
import dev.billet.server.config.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code billet}: serves until it is told to stop. */
@Command(
    name = "billet",
    description = "Serves documented checkout endpoints from their OpenAPI documents.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {ReconcileCommand.class, LedgerCommand.class, SandboxCommand.class},
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "   0   stopped in good order, or told what was asked",
      "   1   could not start, or failed, or abandoned requests when it stopped",
      "   2   the command line is wrong",
      "  78   the configuration is wrong; every mistake is listed",
      "",
      "Without a file and without STRIPE_SECRET_KEY everything runs in a sandbox:",
      "no real payments, demo organizations, demo keys.",
      "Every key can also come from the environment: billet.http.port is BILLET_HTTP_PORT.",
      ""
    })
public final class Main implements Callable<Integer> {

  /** What {@code sysexits.h} calls {@code EX_CONFIG}. */
  static final int BAD_CONFIGURATION = 78;

  // First of all, before the first logger exists; and kept, or its levels would be lost.
  @SuppressWarnings("unused")
  private static final List<java.util.logging.Logger> LEVELS = Logging.configure();

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, in YAML.")
  private @Nullable Path config;

  private Main() {}

  /** Runs the program; the process ends with its exit code. */
  public static void main(String... arguments) {
    int code = run(arguments);
    System.exit(code);
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((e, commandLine, parsed) -> failed(e))
        .execute(arguments);
  }

  private static int failed(Exception e) {
    if (e instanceof ConfigurationException wrong) {
      System.err.println("billet: the configuration cannot be used:");
      wrong.errors().forEach(error -> System.err.println("  " + error));
      return BAD_CONFIGURATION;
    }
    if (e instanceof StartException) {
      Throwable cause = e.getCause();
      System.err.println(
          "billet: " + e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
    } else {
      LOG.error("cannot start", e);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings =
        SettingsLoader.load(ContractPart.names(), Optional.ofNullable(config), System.getenv());
    Billet billet = Billet.start(settings, BuildInfo.read());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(billet), "stop"));
    new Announcement(System.out).print(billet);
    billet.join();
    return CommandLine.ExitCode.OK;
  }

  /** Runs when the process is told to end, by SIGTERM or SIGINT. */
  private static void stop(Billet billet) {
    int code = CommandLine.ExitCode.OK;
    try {
      LOG.info("stopping: no longer ready, answering what is in flight");
      billet.close();
      LOG.info("stopped");
    } catch (RuntimeException e) {
      LOG.error("not stopped in good order", e);
      code = CommandLine.ExitCode.SOFTWARE;
    }
    // A process ended by a signal would report the signal; this one did what it was told.
    Runtime.getRuntime().halt(code);
  }

  /** Tells the version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "billet " + BuildInfo.read().version(),
        "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}
