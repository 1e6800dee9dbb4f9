package dev.billet.contract.fastapi;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import dev.billet.contract.Check;
import dev.billet.contract.Exchange;
import dev.billet.contract.InvalidRequestException;
import dev.billet.contract.MalformedJsonException;
import dev.billet.contract.Refusal;
import dev.billet.contract.StrictJson;
import dev.billet.contract.UnreadableJsonException;
import dev.billet.contract.Violation;
import java.util.List;
import java.util.Map;

/** The conventions that FastAPI's contracts share. */
public final class FastApi {

  private static final StrictJson JSON = StrictJson.lastDuplicateWins();

  private FastApi() {}

  /** Reads JSON as Python does: of several members with one name, the last one counts. */
  public static StrictJson json() {
    return JSON;
  }

  /**
   * Size and JSON, which FastAPI settles before it asks who is calling. A body that is not declared
   * as JSON is a text, which then is no object; {@code null} is no body at all.
   */
  public static Check body() {
    return exchange -> exchange.parsed(read(exchange));
  }

  private static JsonNode read(Exchange exchange) {
    byte[] bytes = exchange.readBody();
    try {
      if (bytes.length > 0 && !exchange.isDeclaredAsJson()) {
        return TextNode.valueOf(StrictJson.decode(bytes));
      }
      JsonNode body = JSON.parse(bytes);
      return body.isNull() ? MissingNode.getInstance() : body;
    } catch (MalformedJsonException e) {
      throw new InvalidRequestException(
          Kind.MALFORMED_BODY,
          List.of(
              new Violation(
                  "json_invalid",
                  List.of("body", IntNode.valueOf(e.offset())),
                  "JSON decode error",
                  JsonNodeFactory.instance.objectNode(),
                  Map.of("error", e.error()))));
    } catch (UnreadableJsonException e) {
      throw new CheckoutException(
          Failure.of(Kind.UNREADABLE_BODY, "There was an error parsing the body"),
          "the body is unreadable",
          e);
    }
  }

  /**
   * The status of a refusal.
   *
   * @return 422 exactly where the answer lists what is wrong with the fields
   */
  public static int status(Failure.Kind kind) {
    return switch (kind) {
      case UNREADABLE_BODY -> 400;
      case MALFORMED_BODY, INVALID_REQUEST, AMOUNT_BELOW_FLOOR, UNSUPPORTED_MEDIA_TYPE -> 422;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> 401;
      case FORBIDDEN -> 403;
      case UNKNOWN_ORGANIZATION, UNKNOWN_PATH, UNKNOWN_PLAN, UNKNOWN_CHECKOUT -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          409;
      case BODY_TOO_LARGE -> 413;
      case CLIENT_TOO_OLD, BAD_SIGNATURE -> 400;
      case RATE_LIMITED -> 429;
      case BUG -> 500;
      case UPSTREAM_FAILED, CATALOGUE_FAULT -> 502;
      case UPSTREAM_RATE_LIMITED, UNAVAILABLE -> 503;
      case UPSTREAM_TIMEOUT -> 504;
    };
  }

  /** The text under {@code detail}, where it is one and the contract has no other. */
  public static String detail(Refusal refusal) {
    return switch (refusal.kind()) {
      case NO_CREDENTIAL -> "Not authenticated";
      case UNKNOWN_PATH -> "Not Found";
      case METHOD_NOT_ALLOWED -> "Method Not Allowed";
      default -> refusal.sentence();
    };
  }

  /** The order in which pydantic writes the members of an item. */
  @JsonPropertyOrder({"type", "loc", "msg", "input", "ctx"})
  public interface ItemOrder {}
}
