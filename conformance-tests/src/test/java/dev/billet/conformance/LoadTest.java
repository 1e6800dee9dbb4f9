package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.billet.conformance.FakeStripe.Behaviour;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand checkouts at once, against an upstream that takes a tenth of a second for each. */
@ExtendWith(SuiteExtension.class)
final class LoadTest {

  private static final int CHECKOUTS = 1_000;
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+([0-9]+)$");

  private final List<ContractDocument> contracts = ContractDocument.all();

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void allSucceed(int feature, Suite suite) throws Exception {
    Optional<Path> java = JavaRuntimes.find(feature);
    assumeTrue(
        java.isPresent(),
        "no JDK %1$d is installed; JAVA_%1$d_HOME can name one".formatted(feature));
    OptionalInt threads = allSucceed(suite, java.orElseThrow());
    if (feature >= 21 && threads.isPresent()) {
      assertThat(threads.getAsInt())
          .as("operating system threads, of which none is a request's own")
          .isLessThan(CHECKOUTS / 8);
    }
  }

  private OptionalInt allSucceed(Suite suite, Path java) throws Exception {
    try (FakeStripe upstream = new FakeStripe();
        ServerProcess process =
            Configured.against(suite, upstream)
                .environment("BILLET_STRIPE_TOTAL_TIMEOUT", "60s")
                .java(java)
                .start()) {
      Target target = suite.targetWithoutSandbox(process, Configured.VARIABLES);
      // The customer is created once; what follows is a session each.
      assertThat(Configured.call(target, contracts.get(0)).send().status()).isEqualTo(200);
      upstream.behave(Behaviour.content(Duration.ofMillis(100)));
      HttpClient client = HttpClient.newHttpClient();
      List<CompletableFuture<Answer>> answers =
          IntStream.range(0, CHECKOUTS)
              .mapToObj(number -> contracts.get(number % contracts.size()))
              .map(contract -> Configured.call(target, contract).sendAsync(client))
              .toList();
      OptionalInt threads = mostThreads(process, answers);
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
      assertThat(answers.stream().map(it -> it.join().sessionId()).distinct()).hasSize(CHECKOUTS);
      assertThat(upstream.sessions()).isEqualTo(CHECKOUTS);
      return threads;
    }
  }

  /** The most threads it had at any moment we looked, until all are answered. */
  private static OptionalInt mostThreads(
      ServerProcess process, List<CompletableFuture<Answer>> answers) throws Exception {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
    OptionalInt most = threads(process);
    while (true) {
      try {
        all.get(20, TimeUnit.MILLISECONDS);
        return most;
      } catch (TimeoutException notYet) {
        most = IntStream.concat(most.stream(), threads(process).stream()).max();
      }
    }
  }

  // What the operating system counts, where it says so in a file.
  private static OptionalInt threads(ServerProcess process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return OptionalInt.empty();
    }
    Matcher matcher = THREADS.matcher(Files.readString(status));
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
