package dev.billet.sandbox.http;

import dev.billet.sandbox.api.Authenticating;
import dev.billet.sandbox.api.Buying;
import dev.billet.sandbox.api.Environment;
import dev.billet.sandbox.api.Portal;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.control.Control;
import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.dashboard.Dashboard;
import dev.billet.sandbox.page.ChallengePage;
import dev.billet.sandbox.page.CheckoutPage;
import dev.billet.sandbox.page.PortalPage;
import dev.billet.sandbox.store.Accounts;
import dev.billet.sandbox.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening half of a sandbox. It is bound before it is started, because the URLs it hands out
 * contain the port that it got.
 */
public final class SandboxServer {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);

  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(20);
  private static final int MAX_THREADS = 200;

  private final Server server;
  private final ServerConnector connector;

  private SandboxServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Binds.
   *
   * @param port the port, or 0 for any free one
   * @throws UncheckedIOException if that is not possible
   */
  public static SandboxServer bind(String host, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("stripe-sandbox");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(16 * 1024);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    // A connection kept alive but idle is not waited for; a request in flight is.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
    }
    return new SandboxServer(server, connector);
  }

  /** Returns the port that was bound. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Begins to answer.
   *
   * @param home the name of the account that the dashboard shows first
   * @param afterPayment waits for what has to follow a session's payment, given its id
   */
  public void start(
      Environment environment,
      StripeApi api,
      Accounts accounts,
      String home,
      Control control,
      Consumer<String> afterPayment,
      Faults faults) {
    Ids ids = environment.ids();
    ApiEndpoint endpoint =
        new ApiEndpoint(
            api,
            ids,
            environment.clock(),
            faults,
            control,
            id -> Dashboard.requestUrl(environment.publicUrl(), id));
    ControlApi controlApi = new ControlApi(control);
    ControlEndpoint controls = new ControlEndpoint(controlApi, ids);
    PortalPage portal = new PortalPage(new Portal(api, accounts));
    CheckoutPage page =
        new CheckoutPage(new Buying(api, accounts), environment.clock(), afterPayment);
    ChallengePage challenges = new ChallengePage(new Authenticating(api, accounts));
    Dashboard.Settings settings =
        new Dashboard.Settings(environment.publicUrl(), home, ids.next("", 32));
    Dashboard dashboard = new Dashboard(api, accounts, controlApi, environment.clock(), settings);
    server.setHandler(
        new GracefulHandler(
            new RootHandler(endpoint, controls, page, portal, challenges, dashboard, ids)));
    server.setErrorHandler(new JsonErrorHandler(ids));
    server.setStopTimeout(DRAIN.toMillis());
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the sandbox did not start", e);
    }
  }

  /**
   * Lets requests in flight finish, for a while, then stops. What is cut off is only logged:
   * whoever stops a sandbox is done with it. Stopping twice does nothing.
   */
  public void stop() {
    try {
      server.stop();
      connector.close();
    } catch (Exception e) {
      LOG.warn("requests were still in flight when the sandbox stopped", e);
    }
  }
}
