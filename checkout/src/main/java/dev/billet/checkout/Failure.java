package dev.billet.checkout;

import java.util.Optional;

/**
 * Why there is no session, in words of no contract: each contract has its own status and envelope
 * for every {@link Kind}.
 *
 * @param kind what went wrong
 * @param detail a sentence that is safe to show to the caller: no secret, nothing of the provider's
 *     wording, no name of ours
 * @param field the part of the request that is to blame, where one is
 */
public record Failure(Kind kind, String detail, Optional<Field> field) {

  /** What can go wrong. Every contract decides every kind; the compiler sees to it. */
  public enum Kind {
    /** The body is not the JSON it should be. */
    MALFORMED_BODY,
    /** The body cannot even be read as text, or is nested absurdly. */
    UNREADABLE_BODY,
    /** The request breaks the contract's schema or another rule about its fields. */
    INVALID_REQUEST,
    /** The amount is below the floor that the contract documents. */
    AMOUNT_BELOW_FLOOR,
    /** The body is not declared as JSON. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The body is larger than the server reads. */
    BODY_TOO_LARGE,
    /** There is no credential where one is demanded. */
    NO_CREDENTIAL,
    /** There is a credential, but it is nobody's. */
    BAD_CREDENTIAL,
    /** The caller's role in the organization, or the lack of one, forbids it. */
    FORBIDDEN,
    /** There is no such organization. */
    UNKNOWN_ORGANIZATION,
    /** Nothing is served at this path. */
    UNKNOWN_PATH,
    /** Something is served at this path, but not by this method. */
    METHOD_NOT_ALLOWED,
    /** The chosen plan is not in the catalogue. */
    UNKNOWN_PLAN,
    /** It is in the catalogue, but not for this organization. */
    NOT_SELLABLE,
    /** The organization has a subscription that is not over. */
    ALREADY_SUBSCRIBED,
    /** Another checkout of the organization's subscription is being opened at this moment. */
    CHECKOUT_IN_PROGRESS,
    /** There is no such checkout, or it is another organization's. */
    UNKNOWN_CHECKOUT,
    /** The idempotency key was used for another request. */
    IDEMPOTENCY_KEY_REUSED,
    /** The first request under this idempotency key has not been answered yet. */
    IDEMPOTENCY_KEY_IN_FLIGHT,
    /** The client speaks a version that is no longer served. */
    CLIENT_TOO_OLD,
    /** Nobody who knows our secret has signed it, or not lately. */
    BAD_SIGNATURE,
    /** The caller has asked too often. */
    RATE_LIMITED,
    /** The payment provider says that we ask too often. */
    UPSTREAM_RATE_LIMITED,
    /** The payment provider failed, or answered something that is no answer. */
    UPSTREAM_FAILED,
    /** The catalogue or the directory names something that the provider does not have. */
    CATALOGUE_FAULT,
    /** The server refuses for now, to protect itself or the buyer. */
    UNAVAILABLE,
    /** The time for the whole request has run out. */
    UPSTREAM_TIMEOUT,
    /** A defect of ours. */
    BUG
  }

  /** The parts of a request that a failure can blame; each contract has its own names for them. */
  public enum Field {
    SUCCESS_URL,
    CANCEL_URL,
    RETURN_URL,
    AMOUNT,
    QUANTITY
  }

  /** A failure that blames no field. */
  public static Failure of(Kind kind, String detail) {
    return new Failure(kind, detail, Optional.empty());
  }

  /** A failure that blames a field; the detail reads on after the field's name. */
  public static Failure onField(Kind kind, Field field, String detail) {
    return new Failure(kind, detail, Optional.of(field));
  }
}
