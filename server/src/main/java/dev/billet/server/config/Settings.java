package dev.billet.server.config;

import dev.billet.checkout.Catalogue;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator decided, checked. Immutable. Printing it shows no secret.
 *
 * @param http where the server listens
 * @param sandbox the Stripe of our own; empty where the real one is used
 * @param stripe how Stripe is called
 * @param database where the ledger is
 * @param oneOpenSubscription whether an organization can have only one checkout of a subscription
 *     at a time, and none beside a subscription
 * @param reconcile how often Stripe's records are gone through
 * @param returnUrls where buyers may go afterwards
 * @param catalogue what is sold
 * @param organizations who buys
 * @param keys whose credentials are known
 * @param contracts which contracts are served, and how
 * @param demo whether there is a demo directory instead of organizations and keys: in the sandbox,
 *     where nobody configured any, and never beside a Stripe key
 * @param warnings what is odd, one line each, beginning with the key
 */
public record Settings(
    Http http,
    Optional<SandboxSettings> sandbox,
    Stripe stripe,
    Database database,
    boolean oneOpenSubscription,
    Reconcile reconcile,
    ReturnUrlSettings returnUrls,
    Catalogue catalogue,
    List<OrganizationSettings> organizations,
    List<KeySettings> keys,
    Contracts contracts,
    boolean demo,
    List<String> warnings) {

  /**
   * Where the server listens.
   *
   * @param port 0 takes any free one
   * @param publicUrl how callers and browsers reach the server, without a trailing slash; empty
   *     where that is where it listens
   * @param drainDelay how long readiness says no, while everything is still served, before a
   *     stopping server refuses requests
   */
  public record Http(String host, int port, Optional<URI> publicUrl, Duration drainDelay) {}

  /**
   * The Stripe of our own.
   *
   * @param data the file that keeps its state; empty where it is forgotten with the process
   * @param prices what exists in it from the start
   */
  public record SandboxSettings(
      String host,
      int port,
      Optional<URI> publicUrl,
      Optional<Path> data,
      List<PriceSettings> prices) {}

  /**
   * A price that exists in the sandbox from the start.
   *
   * @param unitAmount in minor units
   * @param interval empty for a one-time price
   */
  public record PriceSettings(
      String id, String product, String currency, long unitAmount, Optional<String> interval) {}

  /**
   * How Stripe is called.
   *
   * @param secretKey empty in the sandbox, which has its own
   * @param account the id of the account that the key belongs to; empty where Stripe is asked
   * @param apiBase empty for Stripe's own, or the sandbox's
   * @param webhookSecrets what signs the webhooks; any of them will do
   */
  public record Stripe(
      String secretKey,
      Optional<String> account,
      Optional<URI> apiBase,
      List<String> webhookSecrets,
      Duration connectTimeout,
      Duration readTimeout,
      Duration totalTimeout,
      int maxRetries) {

    @Override
    public String toString() {
      return "Stripe[apiBase=" + apiBase + "]";
    }
  }

  /**
   * Where the ledger is.
   *
   * @param url a JDBC URL of SQLite or PostgreSQL
   * @param poolSize how many connections to PostgreSQL, or readers of a SQLite file, there are
   * @param keepEvents for how long an event of Stripe's is kept once it is done; zero for ever
   */
  public record Database(
      String url,
      Optional<String> user,
      Optional<String> password,
      int poolSize,
      Duration keepEvents) {

    /** Whether what is in it outlives the process. */
    public boolean persists() {
      return !url.equals("jdbc:sqlite::memory:");
    }

    @Override
    public String toString() {
      return "Database[user=" + user + "]";
    }
  }

  /**
   * How often Stripe's records are gone through for what no webhook told.
   *
   * @param every the time between two runs; zero for never
   * @param since how far back each goes
   */
  public record Reconcile(Duration every, Duration since) {}

  /**
   * Where buyers may go afterwards.
   *
   * @param allowed origins, or {@code *}
   * @param success where a caller names nothing; empty for a page of ours
   * @param cancel likewise
   */
  public record ReturnUrlSettings(
      List<String> allowed, Optional<String> success, Optional<String> cancel) {}

  /**
   * An organization.
   *
   * @param ids what callers may call it besides its slug
   */
  public record OrganizationSettings(Organization organization, List<String> ids) {}

  /**
   * A credential.
   *
   * @param sha256 the SHA-256 of the secret in lower-case hex; the secret itself is nowhere
   * @param grants the role by slug
   */
  public record KeySettings(String name, String sha256, Map<String, Role> grants) {}

  /**
   * Which contracts are served, and how.
   *
   * @param versoriDemandsCredential whether versori asks for a bearer credential, which its
   *     document does not
   * @param dreadnodeMinimumClientVersion the oldest client dreadnode serves; empty for any
   */
  public record Contracts(
      Set<String> enabled,
      boolean versoriDemandsCredential,
      String dreadnodeMinimumClientVersion) {}
}
