package dev.billet.clients;

import dev.billet.conformance.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the packaged jar's address; one process serves the whole run. */
public final class Jar implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Jar.class);

  /** A process that the run's end stops. */
  private record Running(ServerProcess process) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == URI.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, it -> start(), Running.class)
        .process()
        .awaitListening();
  }

  private static Running start() {
    return new Running(
        ServerProcess.of(Path.of(System.getProperty("billet.jar")))
            .environment("BILLET_DATABASE_URL", "jdbc:sqlite::memory:")
            .start());
  }
}
