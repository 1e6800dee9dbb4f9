package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.ledger.StripeEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StripeEventsTest {

  private static final long NOW = 1_790_000_000;
  private static final String SECRET = "whsec_one";
  private static final String EVENT =
      "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\",\"created\":1789999999,"
          + "\"livemode\":false,\"api_version\":\"2026-07-29.dahlia\","
          + "\"data\":{\"object\":{\"id\":\"in_1\"}}}";

  private final StripeEvents events = events(SECRET);

  @Test
  void takesAnEventThatStripeHasSigned() {
    StripeEvents.Verified verified = verify(EVENT, NOW);
    assertThat(verified.event())
        .isEqualTo(new StripeEvent("evt_1", "invoice.paid", Instant.ofEpochSecond(NOW - 1), EVENT));
    assertThat(verified.concernsUs()).isTrue();
    assertThat(verified.event().toString()).doesNotContain("in_1");
  }

  @ParameterizedTest
  @ValueSource(longs = {NOW - 300, NOW + 300})
  void toleratesClocksThatAreFiveMinutesApart(long signedAt) {
    assertThatCode(() -> verify(EVENT, signedAt)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {NOW - 301, NOW + 301, 0, 999_999_999_999L})
  void refusesASignatureOfAnotherTime(long signedAt) {
    assertThat(refused(EVENT, header(SECRET, signedAt, EVENT)).getMessage())
        .contains("it was made");
  }

  @Test
  void refusesWhatNobodyOfOursHasSigned() {
    badSignature(header("whsec_other", NOW, EVENT));
    badSignature("t=" + NOW + ",v1=" + sum(SECRET, NOW, EVENT.replace("in_1", "in_2")));
    badSignature("t=" + (NOW - 1) + ",v1=" + sum(SECRET, NOW, EVENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        "t=,v1=",
        "t=now,v1=00",
        "t=1790000000",
        "v1=00",
        "t=1790000000,v1=",
        "t=-1,v1=00",
        "t=99999999999999999999,v1=00",
        "t=1790000000 v1=00",
        "ü"
      })
  void refusesAHeaderThatIsNone(String header) {
    badSignature(header);
  }

  @Test
  void refusesAMissingOrEndlessHeader() {
    badSignature(null);
    badSignature(header(SECRET, NOW, EVENT) + ",v0=" + "0".repeat(5_000));
  }

  @Test
  void ignoresSchemesThatProveNothing() {
    String sum = sum(SECRET, NOW, EVENT);
    badSignature("t=" + NOW + ",v0=" + sum);
    assertThatCode(() -> events.verify(bytes(EVENT), "t=" + NOW + ",v0=00,v1=" + sum + ",v9=zz"))
        .doesNotThrowAnyException();
  }

  @Test
  void takesAnyOfSeveralSignaturesAndAnyOfSeveralSecrets() {
    String old = sum("whsec_old", NOW, EVENT);
    String made = sum("whsec_new", NOW, EVENT);
    String rolled = "t=" + NOW + ",v1=" + old + ",v1=" + made;
    for (StripeEvents ours :
        List.of(events("whsec_old"), events("whsec_new"), events("whsec_x", "whsec_new"))) {
      assertThatCode(() -> ours.verify(bytes(EVENT), rolled)).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesEverythingWithoutASecretAndSaysOnceWhichKeyToSet() {
    StringBuilder log = new StringBuilder();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            log.append(message.getMessage()).append('\n');
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(WebhookSignatures.class.getName());
    logger.addHandler(handler);
    try {
      StripeEvents none = events();
      for (int i = 0; i < 3; i++) {
        assertThat(refused(none, EVENT, header("", NOW, EVENT)).failure().kind())
            .isEqualTo(Kind.BAD_SIGNATURE);
      }
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(log.toString()).containsOnlyOnce("billet.stripe.webhook-secrets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nothing", "{\"id\":\"evt_1\",\"id\":\"evt_2\"}", "{} {}"})
  void refusesASignedBodyThatIsNoJson(String body) {
    assertThat(refused(body, header(SECRET, NOW, body)).failure().kind())
        .isIn(Kind.MALFORMED_BODY, Kind.INVALID_REQUEST);
  }

  @Test
  void refusesAbsurdNesting() {
    String body = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(refused(body, header(SECRET, NOW, body)).failure().kind())
        .isEqualTo(Kind.MALFORMED_BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{}",
        "\"id\":7",
        "\"id\":\"../etc\"",
        "\"object\":\"v2.core.event\"",
        "\"type\":null",
        "\"created\":\"2026-11-20\"",
        "\"created\":1.5",
        "\"created\":-1",
        "\"created\":99999999999999999999999",
        "\"livemode\":\"false\""
      })
  void refusesASignedBodyThatIsNoEvent(String change) {
    String body = change.startsWith("\"") ? with(change) : change;
    assertThat(refused(body, header(SECRET, NOW, body)).failure().kind())
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  @Test
  void refusesASignedBodyThatIsNoText() {
    byte[] body = {'{', (byte) 0xFF, '}'};
    CheckoutException refused =
        Orders.failure(() -> events.verify(body, "t=" + NOW + ",v1=" + sum(SECRET, NOW, body)));
    assertThat(refused.failure().kind()).isEqualTo(Kind.MALFORMED_BODY);
  }

  @Test
  void keepsABuyersDataOutOfTheLog() {
    String body = "{\"email\":\"jenny@example.com\" oops}";
    assertThat(refused(body, header(SECRET, NOW, body)))
        .hasMessageNotContaining("jenny")
        .hasNoCause();
  }

  @Test
  void knowsAtOnceWhatIsNoBusinessOfOurs() {
    assertThat(verify(with("\"livemode\":true"), NOW).concernsUs()).isFalse();
    assertThat(verify(with("\"type\":\"charge.succeeded\""), NOW).concernsUs()).isFalse();
    assertThat(verify(with("\"type\":\"of.tomorrow\""), NOW).concernsUs()).isFalse();
    assertThat(verify(EVENT.replace("{\"id\"", "{\"account\":\"acct_2\",\"id\""), NOW).concernsUs())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "{\"object\":null}",
        "{\"object\":{}}",
        "{\"object\":{\"id\":null}}",
        "{\"object\":[1]}",
        "{\"object\":{\"id\":\"x\",\"metadata\":7,\"items\":[],\"status\":{}}}"
      })
  void neverFailsOverAnOddPayload(String data) {
    for (String type :
        List.of(
            "checkout.session.completed",
            "charge.refunded",
            "charge.dispute.created",
            "customer.subscription.updated",
            "invoice.paid")) {
      String body =
          "{\"id\":\"evt_1\",\"api_version\":\"2026-07-29.dahlia\",\"livemode\":false,\"data\":"
              + data
              + "}";
      Reading reading = events.read(new StripeEvent("evt_1", type, Instant.EPOCH, body));
      assertThat(reading).isInstanceOfAny(Reading.Nothing.class, Reading.Ask.class);
    }
  }

  @Test
  void asksForWhatAnExpandedObjectNames() {
    String body =
        "{\"id\":\"evt_1\",\"livemode\":false,\"data\":{\"object\":{\"id\":\"du_1\","
            + "\"payment_intent\":{\"id\":\"pi_1\"}}}}";
    assertThat(events.read(new StripeEvent("evt_1", "charge.dispute.created", Instant.EPOCH, body)))
        .isEqualTo(new Reading.Ask(new Question(Question.About.PAYMENT, "pi_1")));
  }

  private static String with(String member) {
    String name = member.substring(0, member.indexOf(':'));
    return EVENT.replaceFirst(name + ":(\"[^\"]*\"|[0-9]+|false)", member);
  }

  private void badSignature(@Nullable String header) {
    CheckoutException refused = refused(EVENT, header);
    assertThat(refused.failure().kind()).isEqualTo(Kind.BAD_SIGNATURE);
    assertThat(refused).hasMessageNotContaining(SECRET);
  }

  private static StripeEvents events(String... secrets) {
    return new StripeEvents(
        List.of(secrets),
        Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC),
        false,
        price -> Optional.empty());
  }

  private StripeEvents.Verified verify(String body, long signedAt) {
    return events.verify(bytes(body), header(SECRET, signedAt, body));
  }

  private CheckoutException refused(String body, @Nullable String header) {
    return refused(events, body, header);
  }

  private static CheckoutException refused(
      StripeEvents events, String body, @Nullable String header) {
    return Orders.failure(() -> events.verify(bytes(body), header));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(String secret, long seconds, String body) {
    return "t=" + seconds + ",v1=" + sum(secret, seconds, body);
  }

  private static String sum(String secret, long seconds, String body) {
    return secret.isEmpty() ? "00" : sum(secret, seconds, bytes(body));
  }

  private static String sum(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      mac.update(bytes(seconds + "."));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
