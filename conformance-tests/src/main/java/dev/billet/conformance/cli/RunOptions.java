package dev.billet.conformance.cli;

import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is sent, and how much of it. */
final class RunOptions {

  // More than that says no more, and takes longer than anybody waits.
  private static final int PATIENCE = 3;

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

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
          "read-only: GET alone. errors: and what has to be refused, so that nothing is made, and"
              + " nothing is known of requests that are right. full: everything. resilience: and"
              + " many at once, for a server of your own. Default: ${DEFAULT-VALUE}.")
  @Nullable String profile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What random bodies are made from, and planted faults are drawn by. Default:"
              + " ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--random",
      paramLabel = "N",
      defaultValue = "40",
      description = "How many random bodies for each operation. Default: ${DEFAULT-VALUE}.")
  int random;

  @Option(
      names = "--mutations",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Measures the run itself: plants N faults, one at a time and drawn by the seed, in what"
              + " the server answers and accepts, without asking it again, and says which of them"
              + " this run would not have noticed. The exit code stays the same. Default:"
              + " ${DEFAULT-VALUE}.")
  int mutations;

  /**
   * Everything that the engine has to know.
   *
   * @param own whether the server is on this machine
   * @throws ParameterException if an option makes no sense
   */
  Engine.Options engine(boolean own) {
    if (random < 0 || mutations < 0) {
      throw wrong("--random and --mutations cannot be negative");
    }
    return new Engine.Options(
        chosen(own),
        seed,
        random,
        PATIENCE,
        Optional.empty(),
        it -> excused.contains(it.subject()));
  }

  private Profile chosen(boolean own) {
    Profile chosen =
        Profile.titled(String.valueOf(profile))
            .orElseThrow(() -> wrong("--profile: there is no '" + profile + "'"));
    if (chosen == Profile.RESILIENCE && !own) {
      throw wrong("--profile resilience is for a server on this machine");
    }
    return chosen;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
