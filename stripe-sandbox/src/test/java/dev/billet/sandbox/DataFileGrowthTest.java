package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionUpdateParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that is rewritten while the sandbox that writes to it is in use. */
final class DataFileGrowthTest {

  /** Below that many bytes a file is left to grow. */
  private static final long SMALL = 1024 * 1024;

  private static final String OTHER = "sk_test_other";

  /** What was answered, and then the file as a kill would have left it. */
  private record Left(int mine, int theirs, Path file) {}

  /** Somebody who changes a session again and again. */
  private static final class Writer {

    private final StripeClient stripe;
    private final String session;
    private volatile int answered;

    Writer(StripeClient stripe) throws Exception {
      this.stripe = stripe;
      this.session = stripe.v1().checkout().sessions().create(Fixture.payment().build()).getId();
    }

    void write() throws Exception {
      int next = answered + 1;
      stripe
          .v1()
          .checkout()
          .sessions()
          .update(
              session,
              SessionUpdateParams.builder()
                  .putMetadata("number", String.valueOf(next))
                  .putMetadata("much", "x".repeat(500))
                  .build());
      answered = next;
    }

    int read(StripeClient from) throws Exception {
      Session found = from.v1().checkout().sessions().retrieve(session);
      return Integer.parseInt(found.getMetadata().getOrDefault("number", "0"));
    }
  }

  private final Path directory;
  private final Path file;
  private final Fixture fixture;

  DataFileGrowthTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("sandbox.data");
    this.fixture = new Fixture(Sandbox.builder().data(file));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void losesNothingThatWasAnsweredWhicheverMomentItIsKilledAt() throws Exception {
    Writer mine = new Writer(fixture.stripe);
    Writer theirs = new Writer(fixture.client(OTHER));
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writing = background(enough, mine::write);
    CompletableFuture<Void> alsoWriting = background(enough, theirs::write);
    List<Left> left = new ArrayList<>();
    int shortened = 0;
    int copies = 0;
    try {
      while (shortened < 2) {
        int myNumber = mine.answered;
        int theirNumber = theirs.answered;
        Path copy = Files.copy(file, directory.resolve("left" + copies++));
        boolean shorter = !left.isEmpty() && Files.size(copy) < Files.size(last(left).file());
        shortened += shorter ? 1 : 0;
        if (!shorter && left.size() % 2 == 1) {
          // Only the last before and the first after a rewriting are looked at.
          Files.delete(left.remove(left.size() - 1).file());
        }
        left.add(new Left(myNumber, theirNumber, copy));
        assertThat(writing).isNotDone();
        assertThat(alsoWriting).isNotDone();
      }
    } finally {
      enough.set(true);
    }
    writing.join();
    alsoWriting.join();

    assertThat(Files.size(file)).isLessThan(2 * SMALL);
    for (Left killed : left) {
      try (Fixture again = new Fixture(Sandbox.builder().data(killed.file()))) {
        assertThat(mine.read(again.stripe)).isGreaterThanOrEqualTo(killed.mine());
        assertThat(theirs.read(again.client(OTHER))).isGreaterThanOrEqualTo(killed.theirs());
      }
    }
  }

  private static Left last(List<Left> left) {
    return left.get(left.size() - 1);
  }

  /** What is to be done again and again. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> background(AtomicBoolean enough, Step step) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            while (!enough.get()) {
              step.run();
            }
          } catch (Exception e) {
            throw new AssertionError("a request that was not answered", e);
          }
        },
        task -> new Thread(task).start());
  }
}
