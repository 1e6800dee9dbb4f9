package dev.billet.conformance.cli;

import dev.billet.conformance.report.HtmlReport;
import dev.billet.conformance.report.JUnitXml;
import dev.billet.conformance.report.JsonReport;
import dev.billet.conformance.report.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reports go. */
final class ReportOptions {

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Where to write NAME.html, NAME.json and NAME-junit.xml. Default: nowhere.")
  @Nullable Path directory;

  /**
   * Writes the reports, where they are asked for, and says so.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  void write(Run run, PrintWriter out) {
    if (directory == null) {
      return;
    }
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
}
