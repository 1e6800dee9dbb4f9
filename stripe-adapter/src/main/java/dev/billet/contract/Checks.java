package dev.billet.contract;

import dev.billet.checkout.Caller;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import java.util.List;

/** The checks that contracts have in common; each contract puts them into its own order. */
public final class Checks {

  /** The largest body that is read where a contract says nothing else, in bytes. */
  public static final int LARGEST_BODY = 64 * 1024;

  private Checks() {}

  /** Somebody known presents a credential. */
  public static Check credential(CredentialScheme scheme) {
    return exchange -> {
      String secret =
          scheme
              .secret(exchange)
              .orElseThrow(() -> refused(Kind.NO_CREDENTIAL, "Authentication is required"));
      exchange.calledBy(
          exchange
              .access()
              .caller(secret)
              .orElseThrow(() -> refused(Kind.BAD_CREDENTIAL, "The credential is not valid")));
    };
  }

  /** Nobody presents a credential, because the document demands none. */
  public static Check noCredential() {
    return exchange -> exchange.calledBy(Caller.anonymous());
  }

  /** The organization in the path is known, and the caller may buy for it. */
  public static Check buyerInPath(String parameter) {
    return exchange -> exchange.authorize(exchange.pathParameter(parameter));
  }

  /** The organization in the path is known, and the caller may read what it has. */
  public static Check readerInPath(String parameter) {
    return exchange -> exchange.authorizeReader(exchange.pathParameter(parameter));
  }

  /** The caller belongs to one organization, and may buy for it. */
  public static Check buyerOfCredential() {
    return Exchange::authorizeForOnlyOrganization;
  }

  /** The body is declared as JSON; a body that may be left out, and is, need not be. */
  public static Check contentType() {
    return exchange -> {
      boolean leftOut = !exchange.operation().bodyRequired() && !exchange.hasBody();
      if (!leftOut && !exchange.isDeclaredAsJson()) {
        throw refused(Kind.UNSUPPORTED_MEDIA_TYPE, "The content type must be application/json");
      }
    };
  }

  /** The body is no larger than {@link #LARGEST_BODY}. */
  public static Check size() {
    return size(LARGEST_BODY);
  }

  /**
   * The body is no larger than that.
   *
   * @param largest in bytes
   */
  public static Check size(int largest) {
    return exchange -> exchange.readBody(largest);
  }

  /** The body, where there is one, is JSON. */
  public static Check json() {
    return exchange -> {
      try {
        exchange.parsed(exchange.contract().parser().parse(exchange.readBody()));
      } catch (MalformedJsonException e) {
        throw new CheckoutException(
            Failure.of(
                Kind.MALFORMED_BODY,
                "The request body is not valid JSON: " + e.error() + " at character " + e.offset()),
            "the body is not JSON",
            e);
      } catch (UnreadableJsonException e) {
        throw new CheckoutException(
            Failure.of(Kind.UNREADABLE_BODY, "The request body cannot be read as JSON"),
            "the body is unreadable",
            e);
      }
    };
  }

  /** The headers and the body keep to the contract's own document. */
  public static Check schema() {
    return exchange -> refuseAny(exchange.violations());
  }

  /**
   * Refuses a request that has violations, naming all of them.
   *
   * @throws InvalidRequestException where there are any
   */
  public static void refuseAny(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(Kind.INVALID_REQUEST, violations);
    }
  }

  /** A refusal for which no field is to blame. */
  public static CheckoutException refused(Kind kind, String detail) {
    return new CheckoutException(Failure.of(kind, detail));
  }
}
