package dev.billet.conformance.webhook;

import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Whether anybody answers at a URL. Safe for use by many threads. */
final class Probe {

  // What a proxy says in the place of a server that is down.
  private static final Set<Integer> NOBODY = Set.of(502, 503, 504);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Sender sender;
  private final Request request;

  Probe(URI url) {
    this.sender =
        HttpSender.once(URI.create(url.getScheme() + "://" + url.getRawAuthority()), PATIENCE);
    this.request = new Request("GET", url.getRawPath(), Map.of(), null);
  }

  /**
   * Asks without doing anything there.
   *
   * @throws UnreachableException where nobody does
   */
  Reply require() {
    return sender.send(request);
  }

  /** Whether a server answers, and not only a proxy in front of it. */
  boolean answers() {
    try {
      return !NOBODY.contains(require().status());
    } catch (UnreachableException e) {
      return false;
    }
  }
}
