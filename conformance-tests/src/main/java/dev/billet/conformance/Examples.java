package dev.billet.conformance;

import dev.billet.conformance.generate.DocumentedExample;
import java.util.List;

/** The documented examples, found by listing {@code examples/<contract>}. Stateless. */
public final class Examples {

  private Examples() {}

  /** A contract's examples, in order of file name. */
  public static List<Example> of(ContractDocument contract) {
    return DocumentedExample.of(contract.key()).stream()
        .map(
            example ->
                new Example(
                    example.title(),
                    example.replays().stream()
                        .map(replay -> new Replay(contract, replay))
                        .toList()))
        .toList();
  }

  /**
   * A documented example.
   *
   * @param title its file and what it is called
   * @param replays how it is to be replayed
   */
  public record Example(String title, List<Replay> replays) {}
}
