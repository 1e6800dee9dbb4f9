package dev.billet.sandbox;

import dev.billet.sandbox.http.Faults;
import dev.billet.sandbox.http.SandboxServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a {@link Sandbox} is to be started. Not safe for use by several threads. */
public final class SandboxBuilder {

  String host = "127.0.0.1";
  int port;
  @Nullable URI publicUrl;
  Clock clock = Clock.systemUTC();
  String secretKey = "sk_test_billetsandbox000000000000";
  @Nullable Path data;
  Faults faults = Faults.NONE;
  final List<SeedPrice> prices = new ArrayList<>();
  final WebhookSettings webhooks = new WebhookSettings();

  SandboxBuilder() {}

  /** Sets the address to bind; 127.0.0.1 unless set. */
  public SandboxBuilder host(String host) {
    this.host = host;
    return this;
  }

  /** Sets the port to bind; 0, the default, takes any free one. */
  public SandboxBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** Sets how browsers reach the sandbox, where that is not where it binds. */
  public SandboxBuilder publicUrl(URI publicUrl) {
    this.publicUrl = URI.create(publicUrl.toString().replaceAll("/+$", ""));
    return this;
  }

  /**
   * Sets the clock by which objects are dated and sessions expire; the system's unless set. The
   * signatures of webhooks bear the real time nevertheless, because whoever verifies them compares
   * with that.
   */
  public SandboxBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Sets the key that webhooks named from Java, and the methods of this class, belong to. Any other
   * test key has an account of its own, with the same prices from the start.
   *
   * @throws IllegalArgumentException if it is not a test mode secret key ({@code sk_test_…})
   */
  public SandboxBuilder secretKey(String secretKey) {
    if (!secretKey.matches("sk_test_[A-Za-z0-9_]{1,240}")) {
      throw new IllegalArgumentException("the sandbox's key has to begin with sk_test_");
    }
    this.secretKey = secretKey;
    return this;
  }

  /**
   * Adds a price, and its product, that each account has from the start. Where a data file has a
   * price with this id already, that stays as it is.
   *
   * @throws IllegalArgumentException if there is one with this id already
   */
  public SandboxBuilder price(SeedPrice price) {
    if (prices.stream().anyMatch(other -> other.id().equals(price.id()))) {
      throw new IllegalArgumentException("two prices with the id " + price.id());
    }
    prices.add(price);
    return this;
  }

  /**
   * Keeps the state in a file, which is made where it does not exist: the next sandbox that is
   * given it goes on from there. Give it a fixed port too, because URLs of hosted pages contain it.
   * The file contains secret keys.
   */
  public SandboxBuilder data(Path data) {
    this.data = data;
    return this;
  }

  /**
   * Has an endpoint told of what happens; see {@link SandboxWebhooks#add}.
   *
   * @throws IllegalArgumentException if it is not an http or https URL
   */
  public SandboxBuilder webhook(URI url, String... events) {
    webhooks.endpoint(url, events);
    return this;
  }

  /** Sets how webhooks are delivered. */
  public SandboxBuilder webhooks(Consumer<WebhookSettings> settings) {
    settings.accept(webhooks);
    return this;
  }

  /**
   * Binds and starts.
   *
   * @throws java.io.UncheckedIOException if the address cannot be bound or the data file cannot be
   *     read or written
   * @throws IllegalStateException if another sandbox is using the data file, or it is damaged or
   *     none
   */
  public Sandbox start() {
    SandboxServer server = SandboxServer.bind(host, port);
    try {
      return new Sandbox(this, server);
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  /** Sets what may go wrong; nothing does unless this is set. */
  SandboxBuilder faults(Faults faults) {
    this.faults = faults;
    return this;
  }
}
