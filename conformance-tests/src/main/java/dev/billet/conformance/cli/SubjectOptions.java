package dev.billet.conformance.cli;

import dev.billet.conformance.document.ApiDocument;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is held against what: a server and a document. */
final class SubjectOptions {

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

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
      paramLabel = "URL",
      description = "Where the server is: the paths of the document are appended to it.")
  @Nullable URI baseUrl;

  /**
   * The document.
   *
   * @throws ParameterException if none is named, or the one that is cannot be used
   */
  ApiDocument api() {
    if ((contract == null) == (document == null)) {
      throw wrong("either --contract or --spec is needed");
    }
    return document == null ? builtIn() : read(document);
  }

  /**
   * The server's URL, without a slash at its end.
   *
   * @throws ParameterException if there is none, or it is no http or https URL
   */
  URI target() {
    // Not demanded by the parser, which would demand it of the subcommands too.
    if (baseUrl == null) {
      throw wrong("Missing required option: '--base-url=URL'");
    }
    String url = baseUrl.toString().replaceFirst("/+$", "");
    URI target = URI.create(url);
    if (target.getHost() == null || !String.valueOf(target.getScheme()).matches("https?")) {
      throw wrong("--base-url: " + url + " is no http or https URL");
    }
    return target;
  }

  /** Whether the server is on this machine. */
  boolean own() {
    return List.of("127.0.0.1", "localhost", "[::1]").contains(target().getHost());
  }

  private ApiDocument read(Path file) {
    if (!Files.isReadable(file)) {
      throw wrong("--spec: " + file + " cannot be read");
    }
    ApiDocument read = ApiDocument.read(file);
    if (read.operations().isEmpty()) {
      throw wrong("--spec: " + file + " is no OpenAPI document with operations");
    }
    return read;
  }

  private ApiDocument builtIn() {
    return ApiDocument.builtIn().stream()
        .filter(it -> it.key().equals(contract))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "--contract: there is no '%s'; there are %s"
                        .formatted(contract, ApiDocument.builtIn())));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
