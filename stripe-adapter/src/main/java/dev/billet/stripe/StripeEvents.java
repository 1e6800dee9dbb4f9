package dev.billet.stripe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.ledger.StripeEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's webhooks: whether Stripe has sent one, and what it comes to. Immutable and safe for use
 * by many threads; asks nobody.
 */
public final class StripeEvents {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.]{1,255}");
  // An event of Stripe's is some ten levels deep.
  private static final int DEEPEST = 100;
  private static final long LAST_SECOND = 253_402_300_799L;

  private final WebhookSignatures signatures;
  private final boolean livemode;
  private final EventReader reader;
  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Events of one account and mode.
   *
   * @param secrets the endpoint's secrets, without white space around them; several while one is
   *     replaced. Without any, every webhook is refused.
   * @param clock by which a signature is recent, and an event not of the future
   * @param livemode whether our key is one of live mode; events of the other mode are none of ours
   * @param planOfPrice the catalogue's name of the plan that a Stripe Price stands for, where it is
   *     in the catalogue
   */
  public StripeEvents(
      List<String> secrets,
      Clock clock,
      boolean livemode,
      Function<String, Optional<String>> planOfPrice) {
    this.signatures = new WebhookSignatures(secrets, clock);
    this.livemode = livemode;
    this.reader = new EventReader(new StripeFacts(planOfPrice), clock);
  }

  /**
   * An event whose signature is good.
   *
   * @param concernsUs whether anything may come of it: false where its type or its mode says that
   *     nothing will
   */
  public record Verified(StripeEvent event, boolean concernsUs) {}

  /**
   * Makes sure that Stripe has sent a webhook, and lately. Nothing of the body is parsed before.
   *
   * @param body the bytes as they came
   * @param signature the {@code Stripe-Signature} header; null where there is none
   * @throws CheckoutException of {@link Kind#BAD_SIGNATURE} where it has not, {@link
   *     Kind#MALFORMED_BODY} where the body is no JSON, {@link Kind#INVALID_REQUEST} where it is
   *     something else than an event
   */
  public Verified verify(byte[] body, @Nullable String signature) {
    signatures.require(body, signature);
    String payload = text(body);
    JsonNode event = parsed(payload);
    String id = text(event.path("id"));
    String type = text(event.path("type"));
    JsonNode created = event.path("created");
    if (!text(event.path("object")).equals("event")
        || !ID.matcher(id).matches()
        || !TYPE.matcher(type).matches()
        || !created.canConvertToLong()
        || !created.isIntegralNumber()
        || created.longValue() < 0
        || created.longValue() > LAST_SECOND
        || !event.path("livemode").isBoolean()) {
      throw refused(Kind.INVALID_REQUEST, "The body is not an event of Stripe's", null);
    }
    return new Verified(
        new StripeEvent(id, type, Instant.ofEpochSecond(created.longValue()), payload),
        isOurs(event) && EventReader.acts(type));
  }

  /**
   * Reads an event. Never throws over its payload: of an event that matters and is not as expected,
   * Stripe is asked by the id that is in it, and where there is not even an id nothing comes of it;
   * reconciliation does not depend on events.
   */
  public Reading read(StripeEvent event) {
    JsonNode parsed;
    try {
      parsed = parsed(event.payload());
    } catch (CheckoutException e) {
      return new Reading.Nothing("it cannot be read any more");
    }
    return isOurs(parsed)
        ? reader.read(event, parsed)
        : new Reading.Nothing("it is of the other mode, or of a connected account");
  }

  private boolean isOurs(JsonNode event) {
    return event.path("livemode").asBoolean(!livemode) == livemode
        && !event.path("account").isTextual();
  }

  private JsonNode parsed(String payload) {
    try {
      JsonNode event = mapper.readTree(payload);
      if (event.isObject()) {
        return event;
      }
    } catch (JsonProcessingException e) {
      throw refused(Kind.MALFORMED_BODY, "The body is not JSON", e);
    }
    throw refused(Kind.INVALID_REQUEST, "The body is not an event of Stripe's", null);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw refused(Kind.MALFORMED_BODY, "The body is not UTF-8", e);
    }
  }

  // Jackson's messages quote what they choke on, which is a buyer's data: only its place is told.
  private static CheckoutException refused(Kind kind, String detail, @Nullable Exception e) {
    String where =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " at character " + json.getLocation().getCharOffset()
            : "";
    return new CheckoutException(
        Failure.of(kind, detail), "a webhook with a good signature: " + detail + where, null);
  }
}
