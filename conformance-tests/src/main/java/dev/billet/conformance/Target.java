package dev.billet.conformance;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A server that requests are sent to. Immutable and safe for use by many threads.
 *
 * @param baseUrl where it listens, without a slash at the end
 * @param sandbox the Stripe it talks to, where that can be asked
 * @param variables what the examples' placeholders are filled in with
 * @param checker what every answer must pass
 */
public record Target(
    URI baseUrl, Optional<StripeSessions> sandbox, Variables variables, AnswerChecker checker) {

  /** Refuses to exist for a host that nobody asked to be called. */
  public Target {
    String named = System.getProperty("billet.base-url");
    boolean loopback =
        List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(baseUrl.getHost()));
    if (!loopback && !baseUrl.toString().equals(named)) {
      throw new IllegalArgumentException(
          baseUrl + " is neither this machine nor what -Dbillet.base-url names");
    }
  }

  /**
   * The contract's own documented request with its placeholders filled in, which is to be answered
   * 200: of several, the one with the most to fill in.
   */
  public Call call(ContractDocument contract) {
    return Examples.of(contract).stream()
        .flatMap(example -> example.replays().stream())
        .filter(replay -> replay.status() == 200)
        .reduce((one, other) -> other.fillings() > one.fillings() ? other : one)
        .map(replay -> replay.call(this))
        .orElseThrow(
            () -> new IllegalStateException("no example of " + contract + " expects a 200"));
  }

  /** The same, by the contract's key. */
  public Call call(String contract) {
    return call(ContractDocument.of(contract));
  }
}
