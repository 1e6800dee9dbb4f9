package dev.billet.server;

import dev.billet.ledger.Books;
import dev.billet.server.config.Settings;
import dev.billet.server.config.SettingsLoader;
import dev.billet.stripe.StripeAccount;
import dev.billet.stripe.StripeConnection;
import dev.billet.stripe.StripeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The books as a command sees them, beside a server or without one. */
final class OfflineBooks implements AutoCloseable {

  private final Settings settings;
  private final StripeConnection stripe;
  private final BooksPart part;

  private OfflineBooks(Settings settings, StripeConnection stripe, BooksPart part) {
    this.settings = settings;
    this.stripe = stripe;
    this.part = part;
  }

  /**
   * Opens the books that a server with this configuration would.
   *
   * @throws StartException where they cannot be opened, or nothing in them outlives a process
   */
  static OfflineBooks open(@Nullable Path config, Clock clock) {
    Settings settings =
        SettingsLoader.load(ContractPart.names(), Optional.ofNullable(config), System.getenv());
    if (!settings.database().persists()) {
      throw new StartException(
          "there is nothing to look at: billet.database.url keeps nothing between two runs", null);
    }
    StripeSettings reached = reached(settings);
    StripeConnection stripe = StripeConnection.open(reached);
    try {
      return new OfflineBooks(
          settings,
          stripe,
          BooksPart.open(settings, reached.secretKey(), new StripeAccount(stripe), clock));
    } catch (RuntimeException e) {
      stripe.close();
      throw e;
    }
  }

  // The sandbox of the server that runs, or ran, with this configuration.
  private static StripeSettings reached(Settings settings) {
    return settings
        .sandbox()
        .map(
            sandbox ->
                StripePart.settings(
                    settings.stripe(),
                    SandboxPart.SECRET_KEY,
                    Optional.of(URI.create("http://" + sandbox.host() + ":" + sandbox.port()))))
        .orElseGet(
            () ->
                StripePart.settings(
                    settings.stripe(), settings.stripe().secretKey(), Optional.empty()));
  }

  Settings settings() {
    return settings;
  }

  StripeConnection stripe() {
    return stripe;
  }

  boolean livemode() {
    return part.livemode();
  }

  Books books() {
    return part.books();
  }

  @Override
  public void close() {
    part.close();
    stripe.close();
  }
}
