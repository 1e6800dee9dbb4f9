package dev.billet.server;

import dev.billet.checkout.Access;
import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Customers;
import dev.billet.checkout.Directory;
import dev.billet.checkout.PortalService;
import dev.billet.checkout.ReturnUrlPolicy;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.SessionDesk;
import dev.billet.checkout.SubscriptionGuard;
import dev.billet.contract.Contract;
import dev.billet.contract.billet.BilletContract;
import dev.billet.ledger.Books;
import dev.billet.sandbox.Sandbox;
import dev.billet.server.config.Settings;
import dev.billet.server.web.ServedContract;
import dev.billet.server.web.SiteContent;
import dev.billet.server.web.WebServer;
import dev.billet.stripe.StripeAccount;
import dev.billet.stripe.StripeConnection;
import dev.billet.stripe.StripePayments;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
  private static final String WEBHOOK_PATH = "/webhooks/stripe";

  private final WebServer web;
  private final @Nullable Sandbox sandbox;
  private final SiteContent content;
  private final Deque<AutoCloseable> parts;

  private Billet(
      WebServer web, @Nullable Sandbox sandbox, SiteContent content, Deque<AutoCloseable> parts) {
    this.web = web;
    this.sandbox = sandbox;
    this.content = content;
    this.parts = parts;
  }

  /**
   * Starts everything.
   *
   * @throws StartException where an address cannot be bound, or the database cannot be used
   */
  static Billet start(Settings settings, BuildInfo build) {
    settings.warnings().forEach(LOG::warn);
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return start(settings, build, parts);
    } catch (RuntimeException e) {
      closeAll(parts);
      throw e;
    }
  }

  private static Billet start(Settings settings, BuildInfo build, Deque<AutoCloseable> parts) {
    Clock clock = Clock.systemUTC();
    WebServer web = bind(settings);
    parts.push(web);
    URI reachable = reachable(web.url());
    Sandbox sandbox =
        settings
            .sandbox()
            .map(it -> SandboxPart.start(it, List.of(reachable.resolve(WEBHOOK_PATH))))
            .orElse(null);
    if (sandbox != null) {
      parts.push(sandbox);
    }
    String secretKey = sandbox == null ? settings.stripe().secretKey() : sandbox.secretKey();
    StripeConnection stripe =
        StripeConnection.open(
            StripePart.settings(
                settings.stripe(), secretKey, Optional.ofNullable(sandbox).map(Sandbox::baseUrl)));
    parts.push(stripe);
    BooksPart books = BooksPart.open(settings, secretKey, new StripeAccount(stripe), clock);
    parts.push(books);
    FulfilmentPart fulfilment =
        FulfilmentPart.start(
            settings,
            books.books(),
            stripe,
            books.livemode(),
            webhookSecrets(settings, sandbox),
            clock);
    parts.push(fulfilment);
    URI publicUrl = settings.http().publicUrl().orElse(reachable);
    SiteContent content =
        new SiteContent(
            publicUrl,
            contracts(settings, books.books(), new StripePayments(stripe), fulfilment, publicUrl),
            sandbox != null,
            settings.demo() ? Optional.of(DemoDirectory.firstKey().secret()) : Optional.empty(),
            build.version(),
            build.swaggerUiVersion());
    web.start(content, books::isHealthy);
    return new Billet(web, sandbox, content, parts);
  }

  private static List<ServedContract> contracts(
      Settings settings,
      Books books,
      StripePayments payments,
      FulfilmentPart fulfilment,
      URI publicUrl) {
    Directory directory = directory(settings);
    ReturnUrlPolicy policy = new ReturnUrlPolicy(settings.returnUrls().allowed());
    SessionDesk desk = desk(settings, books, payments);
    List<ServedContract> served = new ArrayList<>();
    for (ContractPart part : ContractPart.ALL) {
      if (settings.contracts().enabled().contains(part.name())) {
        CheckoutService service =
            new CheckoutService(
                part.name(),
                directory,
                settings.catalogue(),
                policy,
                returnUrls(settings, part, publicUrl),
                desk,
                settings.stripe().totalTimeout());
        served.add(
            new ServedContract(part.factory().create(service, settings.contracts()), part.sells()));
      }
    }
    Contract own =
        BilletContract.create(
            new Access(directory),
            books.ledger(),
            fulfilment.fulfilment()::refresh,
            new PortalService(
                books.customers(),
                payments,
                policy,
                settings.returnUrls().cancel().orElseGet(() -> publicUrl + "/"),
                settings.stripe().totalTimeout()),
            fulfilment.webhooks()::receive);
    served.add(new ServedContract(own, "What was bought, what is left, and Stripe's webhooks"));
    return served;
  }

  private static SessionDesk desk(Settings settings, Books books, StripePayments payments) {
    CheckoutBook checkouts = books.checkouts();
    Optional<SubscriptionGuard> guard =
        settings.oneOpenSubscription()
            ? Optional.of(
                new SubscriptionGuard(
                    payments, checkouts, Clock.systemUTC(), settings.stripe().totalTimeout()))
            : Optional.empty();
    return new SessionDesk(new Customers(payments, books.customers()), payments, checkouts, guard);
  }

  private static List<String> webhookSecrets(Settings settings, @Nullable Sandbox sandbox) {
    List<String> secrets = new ArrayList<>(settings.stripe().webhookSecrets());
    if (sandbox != null) {
      secrets.add(sandbox.webhookSecret());
    }
    return secrets;
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

  /**
   * Answers what is in flight, then stops everything: first what listens, last what others need.
   *
   * @throws IllegalStateException where requests had to be abandoned
   */
  @Override
  public void close() {
    try {
      web.close();
    } finally {
      closeAll(parts);
    }
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.error("a part of the server does not stop in good order", e);
      }
    }
  }
}
