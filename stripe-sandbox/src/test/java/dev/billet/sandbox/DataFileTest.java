package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import dev.billet.sandbox.control.FaultRule;
import dev.billet.sandbox.control.FaultRule.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sandbox with a data file still knows after it was closed, or killed. */
final class DataFileTest {

  private static final String PATH = "/v1/customers";

  private final Path directory;
  private Path file;
  private Fixture fixture;

  DataFileTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("sandbox.data");
    this.fixture = new Fixture(Sandbox.builder().data(file));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void goesOnAfterItWasClosed() throws Exception {
    Session open = fixture.create(Fixture.payment());
    Session paid = fixture.create(Fixture.subscription());
    fixture.sandbox.complete(paid.getId());
    String events = fixture.v1.events().list().toJson();

    restart();

    assertThat(fixture.retrieve(open.getId()).getStatus()).isEqualTo("open");
    Session after = fixture.retrieve(paid.getId());
    assertThat(after.getSubscription()).isNotNull();
    assertThat(fixture.v1.events().list().toJson()).isEqualTo(events);
    assertThat(fixture.create(Fixture.payment()).getAmountTotal()).isEqualTo(2000);
  }

  @Test
  void losesNothingThatWasAnsweredWhenItIsKilled() throws Exception {
    Session paid = fixture.create(Fixture.payment());
    fixture.sandbox.complete(paid.getId());
    Customer deleted = customer(fixture.stripe, "Bob", "k1");
    fixture.v1.customers().delete(deleted.getId());

    killAndRestart();

    assertThat(fixture.retrieve(paid.getId()).getPaymentStatus()).isEqualTo("paid");
    assertThat(fixture.v1.customers().retrieve(deleted.getId()).getDeleted()).isTrue();
  }

  @Test
  void keepsTheOrderOfLists() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      customer(fixture.stripe, name, name);
    }
    String second = fixture.v1.customers().list().getData().get(1).getId();
    fixture.v1.customers().delete(second);

    restart();

    customer(fixture.stripe, "d", "d");
    assertThat(fixture.v1.customers().list().getData())
        .extracting(Customer::getName)
        .containsExactly("d", "c", "a");
  }

  @Test
  void keepsAccountsApart() throws Exception {
    Customer theirs = customer(fixture.client("sk_test_other"), "Ada", "k");

    restart();

    assertThat(fixture.client("sk_test_other").v1().customers().retrieve(theirs.getId()).getName())
        .isEqualTo("Ada");
    assertThatThrownBy(() -> fixture.v1.customers().retrieve(theirs.getId()))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void expiresWhatFellDueWhileItWasNotThere() throws Exception {
    Session session = fixture.create(Fixture.payment());

    killAndRestart();
    fixture.sandbox.advance(Duration.ofHours(24));

    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("expired");
  }

  @Test
  void keepsItsClockAhead() {
    fixture.sandbox.advance(Duration.ofDays(3));
    Instant before = fixture.sandbox.clock().instant();

    killAndRestart();

    assertThat(fixture.sandbox.clock().instant()).isEqualTo(before);
  }

  @Test
  void givesTheSameAnswerAgainUnderAnIdempotencyKey() throws Exception {
    HttpResponse<String> first = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k");

    killAndRestart();

    HttpResponse<String> second = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(second.headers().firstValue("Original-Request"))
        .isEqualTo(first.headers().firstValue("Request-Id"));
    HttpResponse<String> other = fixture.post(PATH, "name=Bob", "Idempotency-Key", "k");
    assertThat(other.body()).contains("idempotency_error");
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void keepsAFailureUnderAnIdempotencyKeyButNotARateLimit() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on("POST " + PATH, Kind.RATE_LIMIT).times(1));
    fixture.post(PATH, "name=A", "Idempotency-Key", "limited");
    fixture.sandbox.faults().add(FaultRule.on("POST " + PATH, Kind.ERROR_AFTER_COMMIT).times(1));
    fixture.post(PATH, "name=B", "Idempotency-Key", "failed");

    killAndRestart();

    assertThatThrownBy(() -> customer(fixture.stripe, "B", "failed"))
        .isInstanceOf(ApiException.class);
    customer(fixture.stripe, "A", "limited");
    assertThat(fixture.v1.customers().list().getData()).hasSize(2);
  }

  @Test
  void ignoresALastLineThatIsNotWhole() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.close();
    Files.writeString(file, "{\"account\":\"sk_te", StandardOpenOption.APPEND);

    fixture = new Fixture(Sandbox.builder().data(file));

    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
    restart();
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void refusesADamagedFileAndLeavesItAsItIs() throws Exception {
    fixture.close();
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), "{\"account\":\"a\",\"changes\":[{\"put\":1}]}"));
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> Sandbox.builder().data(file).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 2");

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void refusesAFileThatIsSomethingElse() throws Exception {
    Path other = directory.resolve("letter.txt");
    for (String text : List.of("Dear Ada,\n", "Dear Ada", "{}\n")) {
      Files.writeString(other, text);

      assertThatThrownBy(() -> Sandbox.builder().data(other).start())
          .isInstanceOf(IllegalStateException.class);

      assertThat(other).hasContent(text.strip());
    }
  }

  @Test
  void isNotSharedByTwoSandboxes() {
    assertThatThrownBy(() -> Sandbox.builder().data(file).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another sandbox");
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isShorterAfterItWasClosed() throws Exception {
    Session session = fixture.create(Fixture.payment());
    for (int i = 0; i < 20; i++) {
      fixture.post("/v1/checkout/sessions/" + session.getId(), "metadata[i]=" + i);
    }
    long grown = Files.size(file);

    fixture.close();

    assertThat(Files.size(file)).isLessThan(grown);
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).endsWith("\n");
  }

  private void restart() {
    fixture.close();
    fixture = new Fixture(Sandbox.builder().data(file));
  }

  /** Goes on from what is in the file before the sandbox is closed, as after kill -9. */
  private void killAndRestart() {
    try {
      Path left = Files.copy(file, directory.resolve("left.data"));
      fixture.close();
      file = left;
      fixture = new Fixture(Sandbox.builder().data(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Customer customer(StripeClient stripe, String name, String key) throws Exception {
    return stripe
        .v1()
        .customers()
        .create(
            CustomerCreateParams.builder().setName(name).build(),
            RequestOptions.builder().setIdempotencyKey(key).build());
  }
}
