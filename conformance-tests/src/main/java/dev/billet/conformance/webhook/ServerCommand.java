package dev.billet.conformance.webhook;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that a command of the user's starts, and keeps in the foreground. For one thread. */
final class ServerCommand implements Server, AutoCloseable {

  private static final String OPTION = "--server";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);
  private static final int KEPT = 2_000;

  private final String command;
  private final URI url;
  private final Probe probe;
  private final Time time;
  private final StringBuilder tail = new StringBuilder();
  private @Nullable Process process;

  ServerCommand(String command, URI url, Time time) {
    this.command = command;
    this.url = url;
    this.probe = new Probe(url);
    this.time = time;
  }

  @Override
  public void start() {
    if (probe.answers()) {
      throw new CommandException(
          OPTION + ": somebody answers at " + url + " before it is started: stop that first");
    }
    Process started = Shell.start(OPTION, command);
    process = started;
    Thread reader = new Thread(() -> drain(started), "server-output");
    reader.setDaemon(true);
    reader.start();
    boolean answers = time.await(() -> probe.answers() || !started.isAlive(), START);
    if (!answers || !started.isAlive()) {
      String how =
          !answers
              ? "nobody answers at " + url + " after " + START.toSeconds() + " s"
              : probe.answers()
                  ? "it has ended, and the server goes on without it: keep it in the foreground"
                  : "it has ended with " + started.exitValue();
      Processes.aim(started.toHandle()).run();
      throw new CommandException(OPTION + ": " + how + printed());
    }
  }

  @Override
  public Runnable aim() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("it was not started");
    }
    Runnable shot = Processes.aim(running.toHandle());
    return () -> {
      shot.run();
      if (!time.await(() -> !running.isAlive() && !probe.answers(), END)) {
        throw new NotTriedException(
            "somebody still answers at %s after all that --server had started was killed"
                .formatted(url));
      }
    };
  }

  @Override
  public void close() {
    if (process != null) {
      Processes.aim(process.toHandle()).run();
    }
  }

  private String printed() {
    synchronized (tail) {
      return tail.isEmpty() ? "; it has printed nothing" : "; it has printed:\n" + tail;
    }
  }

  // Read to the end, or it would stop when nobody takes what it prints.
  private void drain(Process started) {
    char[] buffer = new char[4_096];
    try (Reader output = new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8)) {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        synchronized (tail) {
          tail.append(buffer, 0, read);
          tail.delete(0, Math.max(0, tail.length() - KEPT));
        }
      }
    } catch (IOException e) {
      synchronized (tail) {
        tail.append(e);
      }
    }
  }
}
