package dev.billet.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.Answer;
import dev.billet.conformance.JavaRuntimes;
import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.crash.Database;
import dev.billet.conformance.crash.Http;
import dev.billet.conformance.crash.Postgres;
import dev.billet.conformance.crash.Tenant;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many webhooks the packaged jar acknowledges in a second, each stored for good before it is
 * acknowledged, while it books those that it has.
 */
final class WebhookBenchmark {

  private static final int CONNECTIONS = 32;

  /** The file of the event, from which all that are sent are made. */
  static final String EVENT = "event.json";

  private static final int CENTS = 1_500;
  private static final int BOOKING_SECONDS = 20;
  private static final Pattern SESSION = Pattern.compile("cs_test_[A-Za-z0-9]+");

  private final Http http = new Http();
  private final Tenant tenant = Tenant.some(1).get(0);
  private final Database database;
  private final Path directory;
  private final Path configuration;

  private WebhookBenchmark(Database database, Path directory) throws IOException {
    this.database = database;
    this.directory = directory;
    this.configuration =
        Files.writeString(
            directory.resolve("billet.yaml"), Tenant.configuration(List.of(tenant), database));
  }

  /**
   * Measures both databases, and prints a table as the README has it.
   *
   * @param arguments how many connections, if not 32
   */
  public static void main(String[] arguments) throws Exception {
    int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CONNECTIONS;
    System.out.printf(
        "%s; %d connections, %d s after %d s of warming up%n%n",
        Machine.describe(), connections, LoadResult.SECONDS, LoadResult.WARM_UP_SECONDS);
    System.out.println("| | acknowledged/s | p50 ms | p99 ms | max ms | booked/s afterwards |");
    System.out.println("|---|---|---|---|---|---|");
    measureSqlite(connections);
    measurePostgres(connections);
  }

  private static void measureSqlite(int connections) throws Exception {
    Path directory = Machine.newDirectory("webhooks");
    try {
      Database database = Database.sqlite(directory.resolve("billet.db"));
      new WebhookBenchmark(database, directory).measure(connections);
      Handwritten.measure(
          "better-sqlite3", directory.resolve("other.db").toString(), directory, connections);
    } finally {
      Machine.remove(directory);
    }
  }

  private static void measurePostgres(int connections) throws Exception {
    Path directory = Machine.newDirectory("webhooks");
    try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
      Database database = postgres.database();
      new WebhookBenchmark(database, directory).measure(connections);
      String url =
          database
              .url()
              .replace(
                  "jdbc:postgresql://",
                  "postgres://%s:%s@".formatted(database.user(), database.password()));
      Handwritten.measure("pg", url, directory, connections);
    } finally {
      Machine.remove(directory);
    }
  }

  private void measure(int connections) throws Exception {
    try (ServerProcess stripe =
        ServerProcess.of(Machine.jar())
            .java(JavaRuntimes.running())
            .argument("sandbox")
            .argument("--port=0")
            .argument("--config=" + configuration)
            .start()) {
      try (ServerProcess server =
          ServerProcess.of(Machine.jar())
              .java(JavaRuntimes.running())
              .environment("BILLET_DATABASE_URL", database.url())
              .environment("STRIPE_SECRET_KEY", SandboxClient.SECRET_KEY)
              .environment("STRIPE_API_BASE", stripe.awaitSandbox().toString())
              .environment("STRIPE_WEBHOOK_SECRET", SandboxClient.WEBHOOK_SECRET)
              .argument("--config=" + configuration)
              .start()) {
        measure(server.awaitListening(), new SandboxClient(stripe.awaitSandbox()), connections);
      }
    }
  }

  private void measure(URI server, SandboxClient sandbox, int connections) throws Exception {
    Path event = Files.writeString(directory.resolve(EVENT), event(server, sandbox));
    LoadResult result = LoadResult.of(server.getPort(), event, connections);
    System.out.println(result.row("Billet, " + database.name(), bookedPerSecond(server)));
  }

  /** How fast it works off what it has acknowledged, once nothing more comes. */
  private String bookedPerSecond(URI server) throws Exception {
    long before = booked(server);
    long begun = System.nanoTime();
    TimeUnit.SECONDS.sleep(BOOKING_SECONDS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return String.format(Locale.ROOT, "%,.0f", (booked(server) - before) / seconds);
  }

  /** The event of a real payment, as the sandbox words it. */
  private String event(URI server, SandboxClient sandbox) throws IOException {
    Answer answer =
        http.post(
            URI.create(server + "/billing/api/v1/billing/checkout"),
            Map.of("X-API-Key", tenant.key(), "Content-Type", "application/json"),
            """
            {"organization_id":"%s","amount_cents":%d,
             "success_url":"https://shop.example.com/a","cancel_url":"https://shop.example.com/b"}
            """
                .formatted(tenant.shortUuid(), CENTS));
    Matcher session = SESSION.matcher(answer.text());
    if (!session.find()) {
      throw new IllegalStateException("no session in " + answer);
    }
    sandbox.complete(session.group(), Map.of());
    return sandbox.list("events").stream()
        .filter(event -> event.path("type").asText().equals("checkout.session.completed"))
        .map(JsonNode::toPrettyString)
        .findFirst()
        .orElseThrow();
  }

  private long booked(URI server) throws IOException {
    Answer account =
        http.get(
            URI.create(server + "/billet/v1/organizations/" + tenant.slug() + "/account"),
            Map.of("Authorization", "Bearer " + tenant.key()));
    return Json.parse(account.text()).at("/balances/0/amount").asLong() / CENTS;
  }
}
