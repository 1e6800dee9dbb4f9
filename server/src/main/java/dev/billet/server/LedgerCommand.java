package dev.billet.server;

import dev.billet.checkout.ledger.Audit;
import dev.billet.checkout.ledger.BookedCheckout;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks after the ledger; may run while a server does. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Checks or exports the ledger; a server may be running meanwhile.",
    subcommands = {LedgerCommand.Verify.class, LedgerCommand.Export.class})
final class LedgerCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        command.commandLine(), "Say which: ledger verify, or ledger export");
  }

  /** Checks every invariant. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Checks that everything paid was handed out once and nothing else was.",
      footerHeading = "%nExit codes:%n",
      footer = {
        "   0   the ledger is as it must be",
        "   1   it is not, or could not be read; every breach is printed"
      })
  static final class Verify implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The server's configuration.")
    private @Nullable Path config;

    @Override
    public Integer call() {
      try (OfflineBooks offline = OfflineBooks.open(config, Clock.systemUTC())) {
        Audit.Report report =
            offline
                .books()
                .audit()
                .verify(checked -> System.err.printf(Locale.ROOT, "  %,d checked%n", checked));
        print(report);
        return report.breaches().isEmpty()
            ? CommandLine.ExitCode.OK
            : CommandLine.ExitCode.SOFTWARE;
      }
    }

    private static void print(Audit.Report report) {
      System.out.printf(
          Locale.ROOT,
          "Checked %,d entries of %,d checkouts.%n",
          report.entries(),
          report.checkouts());
      if (!report.held().isEmpty()) {
        System.out.println("Held, until a person has decided:");
        for (BookedCheckout held : report.held()) {
          System.out.printf(
              Locale.ROOT,
              "  %s  %s  %s%n",
              held.session(),
              held.order().organization(),
              held.held().orElse(""));
        }
      }
      for (Audit.Breach breach : report.breaches()) {
        System.out.printf(
            Locale.ROOT, "BREACH  %s  %s  %s%n", breach.rule(), breach.about(), breach.detail());
      }
      System.out.println(
          report.breaches().isEmpty()
              ? "The ledger is as it must be."
              : report.breaches().size() + " breaches: nothing here mends them by itself.");
    }
  }

  /** Writes all entries as CSV. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes every entry as CSV (RFC 4180), in the order of booking.")
  static final class Export implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The server's configuration.")
    private @Nullable Path config;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; else standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
      try (OfflineBooks offline = OfflineBooks.open(config, Clock.systemUTC());
          Writer writer = writer()) {
        long entries = EntriesAsCsv.write(offline.books().ledger(), writer);
        System.err.printf(Locale.ROOT, "%,d entries written%n", entries);
        return CommandLine.ExitCode.OK;
      }
    }

    private Writer writer() throws IOException {
      return out == null
          ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
          : Files.newBufferedWriter(out);
    }
  }
}
