package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.JavaRuntimes;
import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One crash run: servers are killed at random moments while buyers buy from them, pay and get money
 * back, and a sandbox tells them of it late, twice, out of order or not at all. Used once, by one
 * thread.
 *
 * <p>When all is done and every webhook was delivered or given up, what the servers had
 * acknowledged has to be in the ledger without more ado; and after {@code reconcile}, everything
 * has to be, once. {@code ledger verify} must find nothing, and neither must {@link Reckoning}.
 */
public final class CrashRun {

  private static final int BUYERS = 4;
  private static final int TENANTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  // How long a server is left to work, at most, if its buyers are through before.
  private static final Duration LIFE = Duration.ofSeconds(3);

  // Three tries, ten and a hundred seconds apart, and whatever a fault delays.
  private static final int STEP_SECONDS = 130;
  private static final int DUE_SECONDS = 12;

  private final CrashPlan plan;
  private final Consumer<String> progress;
  private final Random random;
  private final Tally tally = new Tally();
  private final List<Tenant> tenants = Tenant.some(TENANTS);
  private final Path jar;
  private final Path configuration;
  private final Path archive;

  private CrashRun(CrashPlan plan, Consumer<String> progress) throws IOException {
    this.plan = plan;
    this.progress = progress;
    this.random = new Random(plan.seed());
    this.jar =
        Files.copy(plan.jar(), Files.createDirectories(plan.directory()).resolve("billet.jar"));
    this.archive = plan.directory().resolve("billet.jsa");
    this.configuration =
        Files.writeString(
            plan.directory().resolve("billet.yaml"),
            Tenant.configuration(tenants, plan.database()));
  }

  /**
   * Does what was planned.
   *
   * @param progress told now and then how far it is, in a line for a person
   * @return what happened; there may be {@linkplain CrashReport#breaches() breaches}
   */
  public static CrashReport run(CrashPlan plan, Consumer<String> progress) {
    try {
      return new CrashRun(plan, progress).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CrashReport run() throws IOException {
    long begun = System.nanoTime();
    List<Integer> ports = Fleet.freePorts(plan.servers());
    try (ServerProcess stripe = startSandbox(ports)) {
      SandboxClient sandbox = new SandboxClient(stripe.awaitSandbox());
      makeTrouble(sandbox);
      archiveClasses(stripe.awaitSandbox());
      try (Fleet fleet = new Fleet(ports, port -> startServer(port, stripe.awaitSandbox()))) {
        CrashReport report = run(fleet, sandbox, stripe.awaitSandbox());
        return report.took(Duration.ofNanos(System.nanoTime() - begun));
      }
    }
  }

  private CrashReport run(Fleet fleet, SandboxClient sandbox, URI stripe) throws IOException {
    for (int server = 0; server < fleet.size(); server++) {
      fleet.start(server);
      fleet.awaitReady(server);
    }
    List<Purchase> purchases = Purchase.draw(plan.purchases(), tenants, new Random(plan.seed()));
    Buyers buyers = new Buyers(purchases, plan.seed(), fleet, sandbox, tally);
    Follower following = new Follower(fleet, tally, Tenant.follower().key());
    buyers.start(BUYERS);
    following.start();
    kill(fleet, buyers, sandbox);
    buyers.finish();
    progress.accept("bought everything; webhooks are delivered to the end");
    sandbox.endTrouble();
    drain(sandbox);
    Reckoning reckoning = new Reckoning(buyers.sessions(), sandbox);
    List<JsonNode> deliveries = sandbox.deliveries();
    int granted = awaitAcknowledged(fleet, reckoning, deliveries);
    progress.accept("reconciling");
    String reconciled = command(stripe, "reconcile", "--since", "1d");
    int after = granted(fleet.awaitAny(PATIENCE)).size();
    String verified = command(stripe, "ledger", "verify");
    reckoning.breaches(tenants, fleet.awaitAny(PATIENCE)).forEach(tally::breach);
    checkFeed(fleet, following.finish());
    return CrashReport.of(plan, tally, reckoning, tenants, deliveries)
        .ledger(granted, after - granted, reconciled, verified);
  }

  /** Kills as often as was planned, each time while some of the purchases are under way. */
  private void kill(Fleet fleet, Buyers buyers, SandboxClient sandbox) {
    int batch = Math.max(1, plan.purchases() / plan.kills());
    for (int i = 1; i <= plan.kills(); i++) {
      buyers.release(batch);
      int server = random.nextInt(fleet.size());
      long answers = tally.get(Tally.Count.ANSWERS) + random.nextInt(2 * batch);
      tally.await(Tally.Count.ANSWERS, answers, LIFE);
      fleet.kill(server, millis(100));
      fleet.start(server);
      // Some are killed again while they start.
      if (i < plan.kills() && random.nextInt(5) == 0) {
        fleet.kill(server, millis(1_500));
        fleet.start(server);
        i++;
      }
      fleet.awaitReady(server);
      // What it could not take while it was down comes again.
      sandbox.advance(DUE_SECONDS);
      if (i % 10 == 0) {
        progress.accept(i + " of " + plan.kills() + " kills");
      }
    }
  }

  private Duration millis(int most) {
    return Duration.ofMillis(random.nextInt(most));
  }

  private void makeTrouble(SandboxClient sandbox) {
    sandbox.troubleDeliveries("drop", 0.04, plan.seed());
    sandbox.troubleDeliveries("duplicate", 0.15, plan.seed() + 1);
    sandbox.troubleDeliveries("reorder", 0.2, plan.seed() + 2);
    sandbox.troubleDeliveries("delay", 0.1, plan.seed() + 3);
    sandbox.troubleReads("error_before_commit", 0.03, plan.seed() + 4);
    sandbox.troubleReads("drop_before_commit", 0.03, plan.seed() + 5);
  }

  private void drain(SandboxClient sandbox) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      sandbox.advance(STEP_SECONDS);
      Tally.pause(Duration.ofMillis(200));
      if (System.nanoTime() > deadline) {
        tally.breach("webhooks are still pending: the servers do not take them");
        return;
      }
    } while (sandbox.hasPendingDeliveries());
  }

  /**
   * Waits until every payment that a server had acknowledged is granted.
   *
   * @return how many payments are granted by then, of whichever
   */
  private int awaitAcknowledged(Fleet fleet, Reckoning reckoning, List<JsonNode> deliveries)
      throws IOException {
    Set<String> acknowledged = reckoning.paid(deliveries);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Set<String> granted = granted(fleet.awaitAny(PATIENCE));
      Set<String> missing = new HashSet<>(acknowledged);
      missing.removeAll(granted);
      if (missing.isEmpty()) {
        return granted.size();
      }
      if (System.nanoTime() > deadline) {
        tally.breach("acknowledged and not granted: " + missing);
        return granted.size();
      }
      Tally.pause(Duration.ofSeconds(1));
    }
  }

  private Set<String> granted(URI server) throws IOException {
    Ledger ledger = new Ledger();
    Set<String> granted = new HashSet<>();
    for (Tenant tenant : tenants) {
      ledger.entries(server, tenant).stream()
          .filter(entry -> entry.kind().equals("grant"))
          .map(Ledger.Entry::payment)
          .forEach(granted::add);
    }
    return granted;
  }

  private void checkFeed(Fleet fleet, List<Ledger.Entry> fed) throws IOException {
    Set<Ledger.Entry> booked = new HashSet<>();
    for (Tenant tenant : tenants) {
      booked.addAll(new Ledger().entries(fleet.awaitAny(PATIENCE), tenant));
    }
    Set<Ledger.Entry> seen = new HashSet<>(fed);
    if (seen.size() != fed.size()) {
      tally.breach("the feed told of %d entries twice".formatted(fed.size() - seen.size()));
    }
    if (!seen.equals(booked)) {
      booked.removeAll(seen);
      tally.breach("the feed has not told of " + booked);
    }
    List<Long> positions = fed.stream().map(Ledger.Entry::position).toList();
    if (!positions.equals(positions.stream().sorted().toList())) {
      tally.breach("the feed was not in the order of booking: " + positions);
    }
  }

  private ServerProcess startSandbox(List<Integer> ports) {
    ServerProcess.Builder sandbox =
        java().argument("sandbox").argument("--port=0").argument("--config=" + configuration);
    for (int port : ports) {
      sandbox.argument("--webhook=" + Fleet.url(port) + "/webhooks/stripe");
    }
    return sandbox.start();
  }

  private ServerProcess startServer(int port, URI stripe) {
    ServerProcess.Builder server = against(stripe);
    if (Files.exists(archive)) {
      server.option("-XX:SharedArchiveFile=" + archive);
    }
    return server
        .environment("BILLET_HTTP_PORT", String.valueOf(port))
        .argument("--config=" + configuration)
        .start();
  }

  // With an archive of its classes a server starts in two thirds of the time, and it starts often.
  private void archiveClasses(URI stripe) {
    try (ServerProcess server =
        against(stripe)
            .option("-XX:ArchiveClassesAtExit=" + archive)
            .argument("--config=" + configuration)
            .start()) {
      server.awaitListening();
      server.terminate();
      server.awaitExit();
    }
  }

  private String command(URI stripe, String... words) {
    ServerProcess.Builder builder = against(stripe);
    for (String word : words) {
      builder.argument(word);
    }
    try (ServerProcess command = builder.argument("--config=" + configuration).start()) {
      int exit = command.awaitExit(PATIENCE);
      if (exit != 0) {
        tally.breach(
            "%s ended with %d:\n%s".formatted(String.join(" ", words), exit, command.log()));
      }
      return command.log();
    }
  }

  private ServerProcess.Builder against(URI stripe) {
    return java()
        .environment("BILLET_DATABASE_URL", plan.database().url())
        .environment("STRIPE_SECRET_KEY", SandboxClient.SECRET_KEY)
        .environment("STRIPE_API_BASE", stripe.toString())
        .environment("STRIPE_WEBHOOK_SECRET", SandboxClient.WEBHOOK_SECRET);
  }

  // What starts fast: few of these live long enough to be worth more.
  private ServerProcess.Builder java() {
    return ServerProcess.of(jar)
        .java(JavaRuntimes.running())
        .option("-XX:TieredStopAtLevel=1")
        .option("-XX:+UseSerialGC")
        .option("-Xshare:auto");
  }
}
