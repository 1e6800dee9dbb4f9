package dev.billet.server;

import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SandboxBuilder;
import dev.billet.sandbox.SeedPrice;
import dev.billet.server.config.Settings.SandboxSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** Starts the Stripe of our own, beside the server or by itself. */
final class SandboxPart {

  /** The key of the account that the server uses; safe to print. */
  static final String SECRET_KEY = "sk_test_billetsandbox000000000000";

  private SandboxPart() {}

  /**
   * Starts a sandbox that has the catalogue's prices.
   *
   * @param webhooks who is told of every event
   * @throws StartException where its address cannot be bound or its file cannot be used
   */
  static Sandbox start(SandboxSettings settings, List<URI> webhooks) {
    SandboxBuilder sandbox =
        Sandbox.builder().host(settings.host()).port(settings.port()).secretKey(SECRET_KEY);
    webhooks.forEach(url -> sandbox.webhook(url));
    settings.publicUrl().ifPresent(sandbox::publicUrl);
    settings.data().ifPresent(sandbox::data);
    settings
        .prices()
        .forEach(
            price ->
                sandbox.price(
                    new SeedPrice(
                        price.id(),
                        price.product(),
                        price.currency(),
                        price.unitAmount(),
                        price.interval().orElse(null))));
    try {
      return sandbox.start();
    } catch (UncheckedIOException e) {
      throw new StartException(
          "the sandbox cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + " (billet.sandbox.host, .port)"
              + settings
                  .data()
                  .map(file -> ", or use " + file + " (billet.sandbox.data)")
                  .orElse(""),
          e.getCause());
    } catch (IllegalStateException e) {
      throw new StartException("the sandbox does not start (billet.sandbox.data)", e);
    }
  }
}
