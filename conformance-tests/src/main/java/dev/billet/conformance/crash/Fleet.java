package dev.billet.conformance.crash;

import dev.billet.conformance.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a run, each on a port of its own that it keeps when it is started again. Safe for
 * use by many threads, of which one starts and kills.
 */
final class Fleet implements AutoCloseable {

  // Below the ports that systems give to connections: one of those could be lent to a connection
  // while the server is down, which could then not bind it again.
  private static final int LOWEST_PORT = 20_000;
  private static final int PORTS = 10_000;

  private final List<Integer> ports;
  private final IntFunction<ServerProcess> starter;
  private final List<@Nullable ServerProcess> processes = new ArrayList<>();
  private final boolean[] ready;
  private int turn;

  /**
   * Servers, none of which runs yet.
   *
   * @param ports where each will listen
   * @param starter starts the one that is to listen on a port
   */
  Fleet(List<Integer> ports, IntFunction<ServerProcess> starter) {
    this.ports = List.copyOf(ports);
    this.starter = starter;
    this.ready = new boolean[ports.size()];
    ports.forEach(port -> processes.add(null));
  }

  /** Ports that nothing listens on. */
  static List<Integer> freePorts(int number) {
    return new Random()
        .ints(LOWEST_PORT, LOWEST_PORT + PORTS)
        .distinct()
        .filter(Fleet::isFree)
        .limit(number)
        .boxed()
        .toList();
  }

  /** How many servers there are. */
  int size() {
    return ports.size();
  }

  /** Starts a server, and waits for nothing. */
  void start(int server) {
    processes.set(server, starter.apply(ports.get(server)));
  }

  /** Waits until a server takes requests, and lets them come. */
  void awaitReady(int server) {
    process(server).awaitListening();
    synchronized (this) {
      ready[server] = true;
      notifyAll();
    }
  }

  /**
   * Kills a server.
   *
   * @param after so much later
   * @throws AssertionError if it ends by itself before
   */
  void kill(int server, Duration after) {
    ServerProcess process = process(server);
    if (process.endsWithin(after)) {
      throw new AssertionError("server " + server + " ended by itself:\n" + process.log());
    }
    synchronized (this) {
      ready[server] = false;
    }
    process.close();
  }

  /**
   * A server that takes requests, each in turn; waits for one where none does.
   *
   * @throws AssertionError if none will
   */
  synchronized URI awaitAny(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (IntStream.range(0, size()).noneMatch(server -> ready[server])) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("no server takes requests");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for a server", e);
      }
    }
    do {
      turn = (turn + 1) % size();
    } while (!ready[turn]);
    return url(ports.get(turn));
  }

  /** What every server that runs has printed. */
  String logs() {
    StringBuilder logs = new StringBuilder();
    for (ServerProcess process : processes) {
      logs.append(process == null ? "" : process.log()).append('\n');
    }
    return logs.toString();
  }

  @Override
  public void close() {
    for (ServerProcess process : processes) {
      if (process != null) {
        process.close();
      }
    }
  }

  /** Where the server on a port is reached. */
  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private ServerProcess process(int server) {
    ServerProcess process = processes.get(server);
    if (process == null) {
      throw new IllegalStateException("server " + server + " was never started");
    }
    return process;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
