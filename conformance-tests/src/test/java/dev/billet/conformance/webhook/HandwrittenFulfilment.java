package dev.billet.conformance.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.sandbox.SandboxClient;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a hand-written shop does with webhooks. Safe for use by many threads. */
final class HandwrittenFulfilment {

  static final String NAME = "handwritten";

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final long CREDITS_PER_CENT = 5;
  // How long a slow step of a wrong shop takes; nobody comes to make it shorter.
  private static final long SLOW_MILLIS = 150;

  private final SandboxClient stripe;
  private final Journal journal;
  private final Set<Defect> defects;
  private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

  HandwrittenFulfilment(SandboxClient stripe, Journal journal, Set<Defect> defects) {
    this.stripe = stripe;
    this.journal = journal;
    this.defects = Set.copyOf(defects);
  }

  /**
   * Takes a webhook. Returns the status that it is answered with.
   *
   * @throws IllegalArgumentException where it is no JSON
   */
  int take(byte[] body, String signature) {
    if (is(Defect.MARKS_BEFORE_IT_VERIFIES)
        && !journal.mark(HandwrittenShop.parsed(body).path("id").asText())) {
      return 200;
    }
    if (!isSigned(body, signature)) {
      return 400;
    }
    JsonNode event;
    try {
      event = HandwrittenShop.parsed(body);
    } catch (IllegalArgumentException e) {
      if (is(Defect.FAILS_OVER_WHAT_IS_NO_JSON)) {
        throw new IllegalStateException(e);
      }
      throw e;
    }
    if (is(Defect.JUDGES_THE_AGE_OF_EVENTS)
        && Instant.ofEpochSecond(event.path("created").asLong())
            .isBefore(Instant.now().minus(TOLERANCE))) {
      return 400;
    }
    return fulfil(event);
  }

  /** Does what was left for after the answer. */
  void answered() {
    for (Runnable task = afterwards.poll(); task != null; task = afterwards.poll()) {
      slowly();
      task.run();
    }
  }

  private int fulfil(JsonNode event) {
    JsonNode object = event.at("/data/object");
    String id = event.path("id").asText();
    return switch (event.path("type").asText()) {
      case "checkout.session.completed" -> is(Defect.FULFILS_NOTHING) ? 200 : paid(id, object);
      case "checkout.session.async_payment_succeeded" ->
          is(Defect.IGNORES_LATE_PAYMENTS) ? 200 : paid(id, object);
      case "checkout.session.expired" -> {
        if (is(Defect.CREDITS_THE_EXPIRED)) {
          credit(id, object);
        }
        yield 200;
      }
      case "charge.refunded" -> refunded(id, object);
      case "charge.succeeded" -> charged(object);
      case "payment_intent.created" -> begun(object);
      case "shipping_label.printed" -> {
        if (is(Defect.FAILS_OVER_UNKNOWN_TYPES)) {
          throw new IllegalStateException("no handler");
        }
        yield 200;
      }
      default -> 200;
    };
  }

  private int paid(String event, JsonNode told) {
    if (!told.at("/metadata/shop").asText().equals(NAME)) {
      if (is(Defect.REFUSES_THE_FOREIGN)) {
        return 404;
      }
      if (!is(Defect.CREDITS_THE_FOREIGN)) {
        return 200;
      }
    }
    if (is(Defect.MARKS_BEFORE_IT_WORKS) && !journal.mark(event)) {
      return 200;
    }
    // As Stripe advises: the session as it is now, not as it was told.
    JsonNode session = stripe.session(told.path("id").asText());
    if (session.path("payment_status").asText().equals("paid") || is(Defect.CREDITS_THE_UNPAID)) {
      credit(event, session);
    }
    return 200;
  }

  private void credit(String event, JsonNode session) {
    long credits = session.path("amount_total").asLong() * CREDITS_PER_CENT;
    String payment = session.path("payment_intent").asText(session.path("id").asText());
    if (is(Defect.NO_DEDUPLICATION)) {
      journal.credit(payment, "at-" + System.nanoTime(), credits);
    } else if (is(Defect.DEDUPLICATES_BY_EVENT)) {
      journal.credit(payment, event, credits);
    } else if (is(Defect.LOOKS_BEFORE_IT_LEAPS)) {
      if (!journal.knows(payment)) {
        slowly();
        journal.credit(payment, "at-" + System.nanoTime(), credits);
      }
    } else if (is(Defect.WRITES_IN_TWO_STEPS)) {
      if (journal.mark(event)) {
        slowly();
        journal.credit(payment, "session", credits);
      }
    } else if (is(Defect.ACKNOWLEDGES_BEFORE_IT_STORES)) {
      afterwards.add(() -> journal.credit(payment, "session", credits));
    } else {
      journal.credit(payment, "session", credits);
    }
  }

  private int charged(JsonNode charge) {
    if (is(Defect.CREDITS_CHARGES_TOO)) {
      String payment = charge.path("payment_intent").asText();
      journal.credit(payment, "charge", charge.path("amount").asLong() * CREDITS_PER_CENT);
    }
    return 200;
  }

  private int begun(JsonNode intent) {
    if (is(Defect.LETS_THE_LAST_EVENT_WIN)) {
      journal.forget(intent.path("id").asText());
    }
    return 200;
  }

  private int refunded(String event, JsonNode charge) {
    String payment = charge.path("payment_intent").asText();
    long part = charge.path("amount_refunded").asLong() * CREDITS_PER_CENT;
    long all = charge.path("amount").asLong() * CREDITS_PER_CENT;
    if (is(Defect.FORGETS_REFUNDS)
        || (is(Defect.FORGETS_REFUNDS_OF_THE_UNKNOWN) && !journal.knows(payment))) {
      return 200;
    }
    if (is(Defect.MARKS_BEFORE_IT_WORKS) && !journal.mark(event)) {
      return 200;
    }
    String once = is(Defect.REFUNDS_EACH_TIME) ? "#" + System.nanoTime() : "";
    journal.refund(payment + once, is(Defect.REFUNDS_ALL_FOR_A_PART) ? all : part);
    return 200;
  }

  private boolean isSigned(byte[] body, String header) {
    if (is(Defect.NO_SIGNATURE_CHECK)
        || (is(Defect.SIGNATURE_IF_THERE_IS_ONE) && header.isEmpty())) {
      return true;
    }
    long time = 0;
    boolean signed = false;
    boolean first = true;
    for (String part : header.split(",", -1)) {
      if (part.startsWith("t=")) {
        time = Long.parseLong(part.substring(2));
      } else if (part.startsWith("v1=") && (first || !is(Defect.FIRST_SIGNATURE_ONLY))) {
        first = false;
        signed |= isBySecret(Instant.ofEpochSecond(time), body, part);
      }
    }
    Duration off = Duration.between(Instant.ofEpochSecond(time), Instant.now()).abs();
    return signed && (off.compareTo(TOLERANCE) <= 0 || is(Defect.NO_TOLERANCE));
  }

  private static boolean isBySecret(Instant time, byte[] body, String part) {
    String expected = StripeSignature.header(HandwrittenShop.SECRET, time, body);
    return MessageDigest.isEqual(
        ("t=" + time.getEpochSecond() + "," + part).getBytes(UTF_8), expected.getBytes(UTF_8));
  }

  private boolean is(Defect defect) {
    return defects.contains(defect);
  }

  private static void slowly() {
    try {
      if (new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts it down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
