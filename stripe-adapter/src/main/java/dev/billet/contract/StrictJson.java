package dev.billet.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a body as JSON, exactly as RFC 8259 has it: one value, numbers without loss, no {@code
 * NaN}, no number that a double would make infinite, no half of a surrogate pair. UTF-8, UTF-16 and
 * UTF-32 are told apart as RFC 4627, section 3, showed; a byte order mark is skipped. Immutable and
 * safe for use by many threads.
 */
public final class StrictJson {

  private final JsonMapper mapper;

  private StrictJson(boolean duplicatesAllowed) {
    this.mapper =
        JsonMapper.builder()
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, !duplicatesAllowed)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  /** A reader that refuses an object with two members of one name. */
  public static StrictJson refusingDuplicates() {
    return new StrictJson(false);
  }

  /** A reader that takes the last of several members of one name, as Python does. */
  public static StrictJson lastDuplicateWins() {
    return new StrictJson(true);
  }

  /**
   * Reads a body.
   *
   * @return the value, or a missing node where there are no bytes
   * @throws MalformedJsonException where the text is not JSON
   * @throws UnreadableJsonException where the bytes are no text, or the JSON is absurd
   */
  public JsonNode parse(byte[] body) throws MalformedJsonException, UnreadableJsonException {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    String text = decode(body);
    try {
      JsonNode value = mapper.readTree(text);
      if (value.isMissingNode()) {
        throw new MalformedJsonException("Expecting value", text.length());
      }
      requireSound(value);
      return value;
    } catch (StreamConstraintsException e) {
      throw new UnreadableJsonException("beyond the limits of the reader", e);
    } catch (JsonProcessingException e) {
      Optional<MalformedJsonException> diagnosis = JsonDiagnosis.of(text);
      if (diagnosis.isPresent()) {
        throw diagnosis.get();
      }
      if (e.getOriginalMessage().startsWith("Duplicate field")) {
        throw new MalformedJsonException(
            "Duplicate property name", (int) e.getLocation().getCharOffset());
      }
      throw new UnreadableJsonException("well-formed, but not for this reader", e);
    }
  }

  /**
   * Reads bytes as text.
   *
   * @throws UnreadableJsonException where they are none
   */
  public static String decode(byte[] body) throws UnreadableJsonException {
    try {
      String text = charset(body).newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableJsonException("not a text", e);
    }
  }

  // A text of JSON starts with an ASCII character, so the zeros in its first four bytes tell.
  private static Charset charset(byte[] body) {
    if (body.length < 2) {
      return StandardCharsets.UTF_8;
    }
    boolean wide = body.length >= 4 && body[2] == 0 && body[3] == 0;
    boolean littleMark = body[0] == (byte) 0xFF && body[1] == (byte) 0xFE;
    if (littleMark || (body[0] != 0 && body[1] == 0)) {
      return wide ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
    }
    boolean bigMark = body[0] == (byte) 0xFE && body[1] == (byte) 0xFF;
    if (bigMark || (body[0] == 0 && body[1] != 0)) {
      return StandardCharsets.UTF_16BE;
    }
    return body[0] == 0 && body.length >= 4 ? Charset.forName("UTF-32BE") : StandardCharsets.UTF_8;
  }

  private static void requireSound(JsonNode value)
      throws MalformedJsonException, UnreadableJsonException {
    if (value.isTextual()) {
      requireWholeCharacters(value.textValue());
    } else if (value.isBigDecimal() && Double.isInfinite(value.doubleValue())) {
      throw new MalformedJsonException("Number out of range", 0);
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      requireWholeCharacters(member.getKey());
      requireSound(member.getValue());
    }
    if (value.isArray()) {
      for (JsonNode element : value) {
        requireSound(element);
      }
    }
  }

  // Half a surrogate pair can be written as an escape, but in no encoding: no answer could name it.
  private static void requireWholeCharacters(String text) throws UnreadableJsonException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new UnreadableJsonException("half a surrogate pair");
    }
  }
}
