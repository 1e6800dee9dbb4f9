package dev.billet.server;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Customers;
import dev.billet.checkout.Directory;
import dev.billet.checkout.ReturnUrlPolicy;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.SessionDesk;
import dev.billet.sandbox.Sandbox;
import dev.billet.server.config.Settings;
import dev.billet.server.web.ServedContract;
import dev.billet.server.web.SiteContent;
import dev.billet.server.web.WebServer;
import dev.billet.stripe.StripeConnection;
import dev.billet.stripe.StripePayments;
import dev.billet.stripe.StripeSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server with all its parts, running. {@link #start} is the parts list: what is not made there
 * does not exist.
 */
final class Billet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Billet.class);

  private final WebServer web;
  private final StripePayments payments;
  private final @Nullable Sandbox sandbox;
  private final SiteContent content;

  private Billet(
      WebServer web, StripePayments payments, @Nullable Sandbox sandbox, SiteContent content) {
    this.web = web;
    this.payments = payments;
    this.sandbox = sandbox;
    this.content = content;
  }

  /**
   * Starts everything.
   *
   * @throws StartException where an address cannot be bound
   */
  static Billet start(Settings settings, BuildInfo build) {
    settings.warnings().forEach(LOG::warn);
    WebServer web = bind(settings);
    Sandbox sandbox = settings.sandbox().map(it -> SandboxPart.start(it, List.of())).orElse(null);
    StripePayments payments =
        new StripePayments(StripeConnection.open(stripe(settings.stripe(), sandbox)));
    URI publicUrl = settings.http().publicUrl().orElseGet(() -> reachable(web.url()));
    Directory directory = directory(settings);
    ReturnUrlPolicy policy = new ReturnUrlPolicy(settings.returnUrls().allowed());
    ForgetfulBooks books = new ForgetfulBooks();
    SessionDesk desk =
        new SessionDesk(new Customers(payments, books), payments, books, Optional.empty());
    List<ServedContract> contracts =
        ContractPart.ALL.stream()
            .filter(part -> settings.contracts().enabled().contains(part.name()))
            .map(
                part -> {
                  CheckoutService service =
                      new CheckoutService(
                          part.name(),
                          directory,
                          settings.catalogue(),
                          policy,
                          returnUrls(settings, part, publicUrl),
                          desk,
                          settings.stripe().totalTimeout());
                  return new ServedContract(
                      part.factory().create(service, settings.contracts()), part.sells());
                })
            .toList();
    SiteContent content =
        new SiteContent(
            publicUrl,
            contracts,
            sandbox != null,
            settings.demo() ? Optional.of(DemoDirectory.firstKey().secret()) : Optional.empty(),
            build.version(),
            build.swaggerUiVersion());
    web.start(content);
    return new Billet(web, payments, sandbox, content);
  }

  private static WebServer bind(Settings settings) {
    Settings.Http http = settings.http();
    try {
      return WebServer.bind(
          http.host(), http.port(), settings.stripe().totalTimeout(), http.drainDelay());
    } catch (UncheckedIOException e) {
      throw new StartException(
          "cannot listen on " + http.host() + ":" + http.port() + " (billet.http.host, .port)",
          e.getCause());
    }
  }

  private static StripeSettings stripe(Settings.Stripe stripe, @Nullable Sandbox sandbox) {
    // Something of the operator's may stand between us and the sandbox: a proxy, or a fake.
    URI base = stripe.apiBase().orElse(sandbox == null ? null : sandbox.baseUrl());
    return new StripeSettings(
        sandbox == null ? stripe.secretKey() : sandbox.secretKey(),
        base,
        stripe.connectTimeout(),
        stripe.readTimeout(),
        stripe.totalTimeout(),
        stripe.maxRetries());
  }

  private static Directory directory(Settings settings) {
    return settings.demo()
        ? new ConfiguredDirectory(DemoDirectory.ORGANIZATIONS, DemoDirectory.keySettings())
        : new ConfiguredDirectory(settings.organizations(), settings.keys());
  }

  private static ReturnUrls returnUrls(Settings settings, ContractPart part, URI publicUrl) {
    ReturnUrls otherwise =
        part.sandboxReturnUrls()
            .filter(documented -> settings.sandbox().isPresent())
            .orElseGet(() -> ownPages(publicUrl));
    return new ReturnUrls(
        settings.returnUrls().success().orElse(otherwise.success()),
        settings.returnUrls().cancel().orElse(otherwise.cancel()));
  }

  /** The pages of ours where buyers land. */
  static ReturnUrls ownPages(URI publicUrl) {
    return new ReturnUrls(
        publicUrl + WebServer.SUCCESS_PATH + "?session_id={CHECKOUT_SESSION_ID}",
        publicUrl + WebServer.CANCEL_PATH);
  }

  /** Every address is none that a browser could go to. */
  private static URI reachable(URI url) {
    return URI.create(
        url.toString().replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"));
  }

  /** Where the server listens. */
  URI url() {
    return web.url();
  }

  /** Where the sandbox is, as a browser reaches it; empty where there is none. */
  Optional<URI> sandboxUrl() {
    return Optional.ofNullable(sandbox).map(Sandbox::baseUrl);
  }

  /** What a person needs to use the sandbox by itself; empty where there is none. */
  Optional<String> sandboxDescription() {
    return Optional.ofNullable(sandbox).map(Sandbox::describe);
  }

  SiteContent content() {
    return content;
  }

  void join() throws InterruptedException {
    web.join();
  }

  /** Answers what is in flight, then stops everything. */
  @Override
  public void close() {
    try {
      web.close();
    } finally {
      payments.close();
      if (sandbox != null) {
        sandbox.close();
      }
    }
  }
}
