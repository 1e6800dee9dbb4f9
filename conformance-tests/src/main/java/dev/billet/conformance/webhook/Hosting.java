package dev.billet.conformance.webhook;

import dev.billet.conformance.http.UnreachableException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server while it is played to: one that we have started, or one that runs already. */
final class Hosting implements AutoCloseable {

  private final Optional<ServerCommand> server;

  private Hosting(Optional<ServerCommand> server) {
    this.server = server;
  }

  /**
   * Starts it, or looks whether it is there.
   *
   * @param command what starts it; null where it runs
   * @throws CommandException where it does not start
   * @throws UnreachableException where nobody answers
   */
  static Hosting of(@Nullable String command, URI url, Time time) {
    if (command == null) {
      new Probe(url).require();
      return new Hosting(Optional.empty());
    }
    ServerCommand server = new ServerCommand(command, url, time);
    // Also where this is interrupted from the keyboard.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end-server"));
    server.start();
    return new Hosting(Optional.of(server));
  }

  /** The server, where it can be killed. */
  Optional<Server> server() {
    return server.map(it -> it);
  }

  @Override
  public void close() {
    server.ifPresent(ServerCommand::close);
  }
}
