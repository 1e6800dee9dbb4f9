package dev.billet.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The server: first bound, so that its port is known, then started with what it serves, in the end
 * closed. Not safe for use by several threads, except for {@link #close()}.
 */
public final class WebServer implements AutoCloseable {

  /** The path of the page where a buyer lands after paying, where nobody named another. */
  public static final String SUCCESS_PATH = Pages.SUCCESS;

  /** The path of the page where a buyer lands after turning back, where nobody named another. */
  public static final String CANCEL_PATH = Pages.CANCEL;

  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int MAX_CONNECTIONS = 8_000;
  private static final int ACCEPT_QUEUE = 4_096;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;
  private final String host;
  private final Duration drainDelay;
  private volatile @Nullable HealthHandler health;
  private boolean closed;

  private WebServer(Server server, ServerConnector connector, String host, Duration drainDelay) {
    this.server = server;
    this.connector = connector;
    this.host = host;
    this.drainDelay = drainDelay;
  }

  /**
   * Binds. Connections wait until the server is started.
   *
   * @param port 0 takes any free one
   * @param longestRequest how long a request may take to answer; a stopping server waits so long
   * @param drainDelay how long a stopping server still serves everything but is no longer ready
   * @throws UncheckedIOException where the address cannot be bound
   */
  public static WebServer bind(
      String host, int port, Duration longestRequest, Duration drainDelay) {
    Server server = new Server(threadPool());
    server.setStopTimeout(longestRequest.plus(MARGIN).toMillis());
    ServerConnector connector =
        new ServerConnector(server, UnparsedTarget.connections(httpConfiguration()));
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    // A connection on which a request is being answered is quiet, and must outlive the answer.
    Duration idle = longestRequest.plus(MARGIN);
    connector.setIdleTimeout((idle.compareTo(IDLE) > 0 ? idle : IDLE).toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WebServer(server, connector, host, drainDelay);
  }

  // Where the JVM has virtual threads, each request runs on one and nothing queues. Where not, a
  // bounded pool works off a queue; a connection has one request at a time, so that the limit on
  // connections bounds the queue as well. (Jetty warns of a queue that could refuse its own tasks.)
  private static QueuedThreadPool threadPool() {
    QueuedThreadPool pool =
        new QueuedThreadPool(MAX_THREADS, MIN_THREADS, (int) Duration.ofMinutes(1).toMillis());
    pool.setName("http");
    if (VirtualThreads.areSupported()) {
      pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    }
    return pool;
  }

  private static HttpConfiguration httpConfiguration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setResponseHeaderSize(MAX_HEADER_BYTES);
    // Jetty only lets ambiguous paths through; the gate refuses them in the contract's envelope.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }

  /** Where the server listens. */
  public URI url() {
    String authority = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("http://" + authority + ":" + connector.getLocalPort());
  }

  /**
   * Starts serving.
   *
   * @param database whether the ledger's database works; asked whenever somebody asks whether the
   *     server is ready
   * @throws IllegalStateException where Jetty does not start
   */
  public void start(SiteContent content, BooleanSupplier database) {
    List<Mount> mounts =
        content.contracts().stream().map(served -> Mount.of(served.contract())).toList();
    start(mounts, Pages.site(content), database);
  }

  void start(List<Mount> mounts, Site site, BooleanSupplier database) {
    HealthHandler handler =
        new HealthHandler(new GracefulHandler(new Gate(mounts, site)), database);
    health = handler;
    server.setHandler(handler);
    server.setErrorHandler(new ErrorAnswers(mounts));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  /** Waits until the server has been closed. */
  public void join() throws InterruptedException {
    server.join();
  }

  /**
   * Stops: says that it is not ready, goes on serving for the drain delay, then takes no more
   * requests and waits for those in flight to be answered. An interrupt ends the delay and nothing
   * else. Closing twice does nothing.
   *
   * @throws IllegalStateException where requests had to be abandoned
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    HealthHandler handler = health;
    if (handler != null) {
      handler.drain();
    }
    boolean interrupted = false;
    try {
      Thread.sleep(drainDelay.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("requests were abandoned", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
