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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand checkouts at once, against an upstream that takes a tenth of a second for each. */
@ExtendWith(SuiteExtension.class)
final class LoadTest {

  private static final int CHECKOUTS = 1_000;
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+([0-9]+)$");

  private final List<ContractDocument> contracts = ContractDocument.all();

  @Test
  void allSucceedOnTheJvmOfTheSuite(Suite suite) throws IOException {
    allSucceed(suite, JavaRuntimes.running());
  }

  @Test
  void allSucceedOnJava25WithoutAThreadEach(Suite suite) throws IOException {
    Path java =
        JavaRuntimes.find(25)
            .orElseGet(
                () -> {
                  assumeTrue(false, "no JDK 25 is installed; JAVA_25_HOME can name one");
                  throw new IllegalStateException();
                });
    int threads = allSucceed(suite, java).orElse(0);
    assertThat(threads).as("operating system threads").isLessThan(CHECKOUTS / 4);
  }

  private OptionalInt allSucceed(Suite suite, Path java) throws IOException {
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
      OptionalInt threads = OptionalInt.empty();
      CompletableFuture<?> half = answers.get(CHECKOUTS / 2);
      threads = max(threads, threads(process));
      half.join();
      threads = max(threads, threads(process));
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
      assertThat(answers.stream().map(it -> it.join().sessionId()).distinct()).hasSize(CHECKOUTS);
      assertThat(upstream.sessions()).isEqualTo(CHECKOUTS);
      return threads;
    }
  }

  private static OptionalInt max(OptionalInt one, OptionalInt other) {
    return IntStream.concat(one.stream(), other.stream()).max();
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
