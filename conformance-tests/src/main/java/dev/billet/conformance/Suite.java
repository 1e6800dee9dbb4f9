package dev.billet.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * One run of the suite: what it is aimed at, what it has seen, and what it has to close. Safe for
 * use by many threads.
 *
 * <p>System properties aim it:
 *
 * <dl>
 *   <dt>{@code billet.jar}
 *   <dd>the packaged jar to start; the build sets it
 *   <dt>{@code billet.java}
 *   <dd>the java executable to start it with; that of the running JVM unless set
 *   <dt>{@code billet.base-url}
 *   <dd>a running server to be tested instead; tests that need a process of their own are skipped
 *   <dt>{@code billet.sandbox-url}, {@code billet.sandbox-key}
 *   <dd>that server's Stripe, so that its side of a session is checked; not asked unless set
 *   <dt>{@code billet.key.owner}, {@code billet.key.reader}
 *   <dd>that server's keys: secrets whose single grant is that role in the organization
 *   <dt>{@code billet.organization.slug}, {@code billet.organization.ulid}, {@code
 *       billet.organization.shortuuid}, {@code billet.plan}
 *   <dd>identifiers of that organization, and a plan of the catalogue
 *   <dt>{@code billet.url.success}, {@code billet.url.cancel}
 *   <dd>return URLs that server allows
 *   <dt>{@code billet.crash.seed}
 *   <dd>what crash runs are drawn from; another one each time unless set
 *   <dt>{@code billet.chromium}
 *   <dd>the browser to drive
 * </dl>
 */
public final class Suite implements AutoCloseable {

  private final Coverage coverage = new Coverage();
  private final KnownDeviations deviations = KnownDeviations.read();
  private final AnswerChecker checker = new AnswerChecker(coverage, deviations);
  private final Deque<Runnable> resources = new ArrayDeque<>();
  private final Map<String, Target> shared = new HashMap<>();

  /** Which documented statuses have been seen. */
  public Coverage coverage() {
    return coverage;
  }

  /** Where the server is known to fail. */
  public KnownDeviations deviations() {
    return deviations;
  }

  /** Whether it is aimed at a server that it did not start. */
  public boolean external() {
    return System.getProperty("billet.base-url") != null;
  }

  /**
   * The server that tests share when they need nothing special: the one that {@code
   * -Dbillet.base-url} names, or else the packaged jar with nothing configured.
   */
  public synchronized Target target() {
    return shared("demo", this::demo);
  }

  /** A server that several test classes share, started by whoever asks first. */
  public synchronized Target shared(String name, Start start) {
    Target known = shared.get(name);
    if (known == null) {
      known = start.start();
      shared.put(name, known);
    }
    return known;
  }

  /** Keeps a process until the end of the run. */
  public synchronized ServerProcess keep(ServerProcess process) {
    resources.push(process::close);
    return process;
  }

  /** Keeps an upstream until the end of the run. */
  public synchronized FakeStripe keep(FakeStripe upstream) {
    resources.push(upstream::close);
    return upstream;
  }

  /**
   * A process of the packaged jar that is still to be started.
   *
   * <p>Skips the test where the suite is aimed at a server elsewhere, unless {@code -Dbillet.jar}
   * names a jar as well.
   */
  public ServerProcess.Builder process() {
    return ServerProcess.of(jar());
  }

  /** The packaged jar, for processes of a test's own; skips the test likewise. */
  public Path jar() {
    String jar = System.getProperty("billet.jar");
    Assumptions.assumeFalse(
        external() || jar == null,
        "needs a server process of its own, and the suite is aimed at one");
    return Path.of(String.valueOf(jar));
  }

  /** A target that is a process of ours with the embedded sandbox. */
  public Target target(ServerProcess process, Variables variables) {
    URI baseUrl = process.awaitListening();
    return new Target(
        baseUrl,
        Optional.of(new StripeSessions(process.awaitSandbox(), Defaults.SANDBOX_KEY)),
        variables,
        checker.forAnotherServer());
  }

  /** A target that is a process of ours with another Stripe than the sandbox. */
  public Target targetWithoutSandbox(ServerProcess process, Variables variables) {
    return new Target(
        process.awaitListening(), Optional.empty(), variables, checker.forAnotherServer());
  }

  private Target demo() {
    if (!external()) {
      return target(keep(process().start()), Defaults.VARIABLES);
    }
    @Nullable String sandbox = System.getProperty("billet.sandbox-url");
    String key = System.getProperty("billet.sandbox-key", Defaults.SANDBOX_KEY);
    return new Target(
        URI.create(System.getProperty("billet.base-url")),
        Optional.ofNullable(sandbox).map(URI::create).map(url -> new StripeSessions(url, key)),
        Defaults.VARIABLES.overriddenBySystemProperties(),
        checker);
  }

  @Override
  public synchronized void close() {
    resources.forEach(Runnable::run);
  }

  /** Starts a server. */
  @FunctionalInterface
  public interface Start {
    /** Starts it. */
    Target start();
  }
}
