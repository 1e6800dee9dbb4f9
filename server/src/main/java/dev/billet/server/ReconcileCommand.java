package dev.billet.server;

import dev.billet.checkout.ledger.ProviderRecords;
import dev.billet.fulfilment.ReconcileReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes through Stripe's records, and books what no webhook told. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Books what Stripe has on record and the ledger has not; safe beside a server.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "   0   everything could be compared; what was missing is booked, or held and printed",
      "   1   something could not be read or booked; run it again"
    })
final class ReconcileCommand implements Callable<Integer> {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,5})([mhd])");
  private static final int PROGRESS_EVERY = 100;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "The server's configuration.")
  private @Nullable Path config;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How far back to go: 30m, 12h, 7d; ${DEFAULT-VALUE} unless given.")
  private String since = "";

  @Override
  public Integer call() {
    Duration back = back();
    Clock clock = Clock.systemUTC();
    try (OfflineBooks offline = OfflineBooks.open(config, clock)) {
      ReconcileReport report =
          FulfilmentPart.Parts.of(
                  offline.settings(),
                  offline.books(),
                  offline.stripe(),
                  offline.livemode(),
                  List.of(),
                  clock)
              .reconciler(clock)
              .run(clock.instant().minus(back), ReconcileCommand::progress);
      print(report, since);
      return report.isResolved() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private Duration back() {
    Matcher time = TIME.matcher(since);
    if (!time.matches()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--since: must be a time such as 30m, 12h or 7d, not " + since);
    }
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static void progress(ProviderRecords.Kind kind, long looked) {
    if (looked % PROGRESS_EVERY == 0) {
      System.err.printf(Locale.ROOT, "  %s: %,d looked at%n", name(kind), looked);
    }
  }

  private static void print(ReconcileReport report, String since) {
    System.out.println("Reconciled the last " + since + " with Stripe");
    Map<ProviderRecords.Kind, Long> looked = new TreeMap<>(report.looked());
    for (ProviderRecords.Kind kind : ProviderRecords.Kind.values()) {
      System.out.printf(Locale.ROOT, "  %-15s %,8d%n", name(kind), looked.getOrDefault(kind, 0L));
    }
    System.out.printf(Locale.ROOT, "  %-15s %,8d%n", "events waiting", report.events());
    for (ReconcileReport.Difference difference : report.differences()) {
      System.out.printf(
          Locale.ROOT,
          "%-10s  %s  %s%n",
          difference.result(),
          difference.about(),
          difference.detail());
    }
    System.out.printf(
        Locale.ROOT,
        "%,d booked, %,d held, %,d unknown at Stripe, %,d unresolved%s%n",
        report.count(ReconcileReport.Result.BOOKED),
        report.count(ReconcileReport.Result.HELD),
        report.count(ReconcileReport.Result.UNKNOWN),
        report.count(ReconcileReport.Result.UNRESOLVED),
        report.gaveUp() ? "; given up early, run it again" : "");
  }

  private static String name(ProviderRecords.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
