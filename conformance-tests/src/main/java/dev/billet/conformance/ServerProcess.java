package dev.billet.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The packaged jar, running as its own process on ports that were free.
 *
 * <p>Knows of the server what its operator knows: the environment, the configuration file, the
 * lines it prints and its exit code. Safe for use by many threads.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");
  private static final Pattern SANDBOX = Pattern.compile("sandbox on (http://\\S+)");

  private final Process process;
  private final Thread reader;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<URI> listening = new CompletableFuture<>();
  private final CompletableFuture<URI> sandbox = new CompletableFuture<>();
  private final @Nullable Path configuration;

  private ServerProcess(Process process, @Nullable Path configuration) {
    this.process = process;
    this.configuration = configuration;
    this.reader = new Thread(this::read, "server-output");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /** A process that runs this jar on the JVM that runs the suite. */
  public static Builder of(Path jar) {
    return new Builder(jar);
  }

  /**
   * Waits until it listens.
   *
   * @return where it listens
   * @throws AssertionError if it ends, or takes too long; with what it printed
   */
  public URI awaitListening() {
    return await(listening);
  }

  /**
   * Where its sandbox listens.
   *
   * @throws AssertionError if it ends, or never says so; with what it printed
   */
  public URI awaitSandbox() {
    return await(sandbox);
  }

  /** What it has printed so far. */
  public String log() {
    return String.join("\n", lines);
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Asks it to stop, as an operator does: SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws AssertionError if it goes on
   */
  public int awaitExit() {
    return awaitExit(STOP);
  }

  /**
   * Waits for its end.
   *
   * @param patience for how long
   * @return its exit code
   * @throws AssertionError if it goes on
   */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + patience + "\n" + log());
      }
      reader.join(STOP.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the server's end", e);
    }
  }

  /**
   * Waits for a while, or until it ends by itself.
   *
   * @return whether it has ended
   */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while watching the server", e);
    }
  }

  /** Ends it at once where it still runs: SIGKILL, where there are signals. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      if (configuration != null) {
        Files.deleteIfExists(configuration);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI await(CompletableFuture<URI> line) {
    try {
      return line.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("the server did not start; it printed:\n" + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the server", e);
    }
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        announce(SANDBOX, line, sandbox);
        announce(LISTENING, line, listening);
      }
    } catch (IOException e) {
      lines.add(e.toString());
    } finally {
      IllegalStateException ended = new IllegalStateException("the process has ended");
      listening.completeExceptionally(ended);
      sandbox.completeExceptionally(ended);
    }
  }

  private static void announce(Pattern pattern, String line, CompletableFuture<URI> address) {
    Matcher matcher = pattern.matcher(line);
    if (matcher.find()) {
      String url = matcher.group(1);
      address.complete(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
    }
  }

  /** How a process is to be started. */
  public static final class Builder {

    private final Path jar;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private @Nullable Path java;
    private @Nullable String configuration;

    private Builder(Path jar) {
      this.jar = jar;
      environment.put("BILLET_HTTP_PORT", "0");
      environment.put("BILLET_SANDBOX_PORT", "0");
      // Nothing that one test leaves behind is there for the next.
      environment.put("BILLET_DATABASE_URL", "jdbc:sqlite::memory:");
    }

    /**
     * Sets the java executable, and has it run as it does for a user. Unless this is called, it is
     * the one that runs the suite, and made to start quickly.
     */
    public Builder java(Path executable) {
      java = executable;
      return this;
    }

    /** Sets an environment variable. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Adds an option of the Java runtime. */
    public Builder option(String option) {
      options.add(option);
      return this;
    }

    /** Adds an argument. */
    public Builder argument(String argument) {
      arguments.add(argument);
      return this;
    }

    /** Gives it a configuration file with this text. */
    public Builder configuration(String yaml) {
      configuration = yaml;
      return this;
    }

    /** Starts it, without waiting for anything. */
    public ServerProcess start() {
      if (!Files.isRegularFile(jar)) {
        throw new AssertionError(
            jar.toAbsolutePath().normalize() + " is not there: build the server first");
      }
      try {
        List<String> command = new ArrayList<>();
        if (java != null) {
          command.add(java.toString());
        } else {
          command.add(JavaRuntimes.running().toString());
          command.addAll(QuickStart.options(JavaRuntimes.running(), jar));
        }
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        Path file = null;
        if (configuration != null) {
          file = Files.createTempFile("billet", ".yaml");
          Files.writeString(file, configuration);
          command.addAll(List.of("--config", file.toString()));
        }
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Whatever the suite's own environment configures is not what is tested.
        builder
            .environment()
            .keySet()
            .removeIf(name -> name.startsWith("BILLET_") || name.startsWith("STRIPE_"));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start " + jar, e);
      }
    }
  }
}
