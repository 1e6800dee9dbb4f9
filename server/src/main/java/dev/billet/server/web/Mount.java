package dev.billet.server.web;

import dev.billet.checkout.Failure;
import dev.billet.contract.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.glassfish.jersey.jetty.JettyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;

/**
 * A contract, and where it answers.
 *
 * @param prefixes on whole segments, at least one
 * @param handler answers everything under the prefixes that can be handed to Jersey
 * @param refusal answers what cannot, in the contract's envelope
 */
record Mount(List<String> prefixes, Handler handler, Refusal refusal) {

  Mount {
    prefixes = List.copyOf(prefixes);
  }

  /** Renders a failure in a contract's envelope. */
  interface Refusal {
    Answer answer(Failure.Kind kind, String detail, String requestId);
  }

  static Mount of(Contract contract) {
    return new Mount(
        contract.prefixes(),
        ContainerFactory.createContainer(JettyHttpContainer.class, contract.application()),
        (kind, detail, requestId) -> {
          Contract.Rendered rendered = contract.render(kind, detail, requestId);
          return new Answer(
              rendered.status(),
              rendered.headers(),
              StandardCharsets.UTF_8.encode(rendered.body()));
        });
  }

  /** The mount with the longest prefix that a raw path is under. */
  static Optional<Mount> find(List<Mount> mounts, String path) {
    return mounts.stream()
        .filter(mount -> mount.depth(path) > 0)
        .max(Comparator.comparingInt(mount -> mount.depth(path)));
  }

  /** The length of the longest prefix that a raw path is under; 0 where it is under none. */
  private int depth(String path) {
    return prefixes.stream()
        .filter(prefix -> RawPath.isUnder(prefix, path))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
