package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.Answer;
import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.Suite;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that sells to one organization, and a sandbox in a process of its own. */
final class Shop implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern SESSION = Pattern.compile("cs_test_[A-Za-z0-9]+");
  private static final int CENTS = 1_500;

  private final Http http = new Http();
  private final Tenant tenant = Tenant.some(1).get(0);
  private final Database database;
  private final Path configuration;
  private final Suite suite;
  private final ServerProcess stripe;
  private final SandboxClient sandbox;
  private final ServerProcess server;
  private final URI url;

  /** Opens with an empty ledger. */
  Shop(Suite suite, Path directory, Database database) throws IOException {
    this.suite = suite;
    this.database = database;
    configuration =
        Files.writeString(
            directory.resolve("billet.yaml"), Tenant.configuration(List.of(tenant), database));
    int port = Fleet.freePorts(1).get(0);
    stripe =
        suite
            .process()
            .argument("sandbox")
            .argument("--port=0")
            .argument("--config=" + configuration)
            .argument("--webhook=" + Fleet.url(port) + "/webhooks/stripe")
            .start();
    sandbox = new SandboxClient(stripe.awaitSandbox());
    server = against(port).argument("--config=" + configuration).start();
    url = server.awaitListening();
  }

  /** Asks for a checkout of balance. */
  Answer checkOut() {
    String body =
        """
        {"organization_id":"%s","amount_cents":%d,
         "success_url":"https://shop.example.com/done","cancel_url":"https://shop.example.com/back"}
        """
            .formatted(tenant.shortUuid(), CENTS);
    try {
      return http.post(
          URI.create(url + "/billing/api/v1/billing/checkout"),
          Map.of("X-API-Key", tenant.key(), "Content-Type", "application/json"),
          body);
    } catch (IOException e) {
      throw new UncheckedIOException(server.log(), e);
    }
  }

  /** Opens so many checkouts. */
  List<String> open(int number) {
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Answer answer = checkOut();
      Matcher session = SESSION.matcher(answer.text());
      if (answer.status() != 200 || !session.find()) {
        throw new AssertionError(answer + "\n" + server.log());
      }
      sessions.add(session.group());
    }
    return sessions;
  }

  /** Pays a checkout; the webhooks about it follow. */
  void pay(String session) {
    sandbox.complete(session, Map.of());
  }

  /** Whether the server has refused a webhook for now. */
  boolean hasRefusedWebhooks() {
    return answersToWebhooks().contains("503");
  }

  /** All that the server has answered to webhooks: status codes, or what went wrong. */
  Set<String> answersToWebhooks() {
    Set<String> answers = new TreeSet<>();
    for (JsonNode delivery : sandbox.deliveries()) {
      for (JsonNode attempt : delivery.path("attempts")) {
        answers.add(attempt.path(attempt.path("status").isNull() ? "error" : "status").asText());
      }
    }
    return answers;
  }

  /** Puts the sandbox's clock forward until no webhook is left to be tried again. */
  void deliverAll() {
    await(
        "webhooks are still pending",
        () -> {
          sandbox.advance(130);
          Tally.pause(Duration.ofMillis(200));
          return !sandbox.hasPendingDeliveries();
        });
  }

  /** Waits until just these checkouts are granted, each once. */
  void awaitGranted(List<String> sessions) {
    await("not granted: " + sessions, () -> granted().equals(new HashSet<>(sessions)));
  }

  /** The exit code of {@code ledger verify}. */
  int verify() {
    try (ServerProcess verification =
        against(0)
            .argument("ledger")
            .argument("verify")
            .argument("--config=" + configuration)
            .start()) {
      return verification.awaitExit();
    }
  }

  /** What the server has printed. */
  String log() {
    return server.log();
  }

  /**
   * Waits for something.
   *
   * @throws AssertionError with the complaint, if it does not come
   */
  void await(String complaint, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(complaint + "\n" + server.log());
      }
      Tally.pause(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    server.close();
    stripe.close();
  }

  private Set<String> granted() {
    try {
      List<String> granted =
          new Ledger()
              .entries(url, tenant).stream()
                  .filter(entry -> entry.kind().equals("grant"))
                  .map(Ledger.Entry::payment)
                  .toList();
      if (granted.size() != new HashSet<>(granted).size()) {
        throw new AssertionError("granted twice: " + granted);
      }
      return Set.copyOf(granted);
    } catch (Ledger.Refused e) {
      // It may still be recovering; whoever waits will see.
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(server.log(), e);
    }
  }

  private ServerProcess.Builder against(int port) {
    return suite
        .process()
        .environment("BILLET_DATABASE_URL", database.url())
        .environment("BILLET_HTTP_PORT", String.valueOf(port))
        .environment("STRIPE_SECRET_KEY", SandboxClient.SECRET_KEY)
        .environment("STRIPE_API_BASE", stripe.awaitSandbox().toString())
        .environment("STRIPE_WEBHOOK_SECRET", SandboxClient.WEBHOOK_SECRET);
  }
}
