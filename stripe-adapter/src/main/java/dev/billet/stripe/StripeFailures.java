package dev.billet.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObjectInterface;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Field;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import dev.billet.checkout.UnknownCustomerException;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at Stripe, in the domain's words. The caller gets a sentence of ours; the log
 * gets Stripe's own, its code and the request id to ask Stripe's support about.
 *
 * <p>Stripe's exceptions are never passed on as causes: their messages quote whole bodies and parts
 * of keys, and a stack trace prints the messages.
 */
final class StripeFailures {

  private static final int LONGEST_QUOTE = 500;
  private static final Pattern KEY =
      Pattern.compile("(?<![A-Za-z0-9])(sk|rk|pk|whsec)_[^\\s'\",;)]*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private StripeFailures() {}

  /** Why there is no session. */
  static RuntimeException ofSession(StripeException e, SessionOrder order) {
    if (e instanceof IdempotencyException && order.idempotencyKey().isPresent()) {
      return failure(Kind.IDEMPOTENCY_KEY_REUSED, e);
    }
    if ("idempotency_key_in_use".equals(e.getCode()) && order.idempotencyKey().isPresent()) {
      return failure(Kind.IDEMPOTENCY_KEY_IN_FLIGHT, e);
    }
    return e instanceof InvalidRequestException refusal && status(e) == 400
        ? ofRefusal(refusal, order)
        : ofAny(e);
  }

  /** Why there is no customer. The key is ours, so a conflict about it is no fault of a caller. */
  static CheckoutException ofCustomer(StripeException e, Organization organization) {
    CheckoutException failed = ofAny(e);
    return new CheckoutException(
        failed.failure(),
        "no customer for organization " + organization.slug() + ": " + failed.getMessage(),
        failed.getCause());
  }

  /** Stripe's answer says that it succeeded, and lacks what it was asked for. */
  static CheckoutException incomplete(String what, StripeObjectInterface answer) {
    return failure(
        Kind.UPSTREAM_FAILED,
        "Stripe answered with " + what + "; request " + answer.getLastResponse().requestId(),
        null);
  }

  /**
   * What stripe-java throws besides its own exceptions, which it does over answers that it did not
   * expect: an empty body, a list in place of an object.
   */
  static CheckoutException unexpected(RuntimeException e) {
    return failure(Kind.UPSTREAM_FAILED, "stripe-java failed over an answer of Stripe's", e);
  }

  /** Why there is no way into the portal. */
  static CheckoutException ofPortal(StripeException e) {
    return e instanceof InvalidRequestException && !isMissing(e) && status(e) == 400
        ? failure(
            Kind.CATALOGUE_FAULT,
            "Stripe opens no billing portal, see its settings: " + quote(e),
            null)
        : ofAny(e);
  }

  /** Whether Stripe says that it has no such object, in the path or in a parameter. */
  static boolean isMissing(StripeException e) {
    return "resource_missing".equals(e.getCode());
  }

  /** Why there is no answer, where nothing in the request can be to blame. */
  static CheckoutException ofAny(StripeException e) {
    return switch (status(e)) {
      case 0 -> failure(timedOut(e) ? Kind.UPSTREAM_TIMEOUT : Kind.UPSTREAM_FAILED, e);
      case 401, 403 ->
          failure(
              Kind.UPSTREAM_FAILED,
              "Stripe does not accept our key, see billet.stripe.secret-key: " + quote(e),
              null);
      case 429 -> failure(Kind.UPSTREAM_RATE_LIMITED, e);
      default -> failure(Kind.UPSTREAM_FAILED, e);
    };
  }

  private static RuntimeException ofRefusal(InvalidRequestException e, SessionOrder order) {
    return switch (blamed(e)) {
      case "success_url" -> onUrl(Field.SUCCESS_URL, e);
      case "cancel_url" -> onUrl(Field.CANCEL_URL, e);
      case "amount" ->
          order.sale() instanceof Sale.BalanceSale
              ? onField(Field.AMOUNT, "cannot be charged: it is too small or too large", e)
              : catalogueFault(order.sale().catalogueKey(), e);
      case "customer" -> {
        CheckoutException fault = catalogueFault(order.customerKey(), e);
        yield isMissing(e) ? new UnknownCustomerException(fault) : fault;
      }
      case "line_items", "mode" -> catalogueFault(order.sale().catalogueKey(), e);
      default -> ofAny(e);
    };
  }

  // The top-level parameter, as in line_items[0][price]; or the amount, wherever it stands: Stripe
  // names no parameter where it is the total that is out of bounds.
  private static String blamed(InvalidRequestException e) {
    String param = e.getParam() == null ? "" : e.getParam();
    String code = e.getCode() == null ? "" : e.getCode();
    return code.startsWith("amount_too_") || param.endsWith("[unit_amount]")
        ? "amount"
        : param.replaceFirst("\\[.*", "");
  }

  private static CheckoutException onUrl(Field field, StripeException e) {
    return onField(field, "is not a URL that the payment provider can send a buyer to", e);
  }

  private static CheckoutException onField(Field field, String detail, StripeException e) {
    return new CheckoutException(
        Failure.onField(Kind.INVALID_REQUEST, field, detail), quote(e), null);
  }

  private static CheckoutException catalogueFault(String key, StripeException e) {
    return failure(
        Kind.CATALOGUE_FAULT, "Stripe refuses what " + key + " names: " + quote(e), null);
  }

  private static CheckoutException failure(Kind kind, StripeException e) {
    return failure(kind, quote(e), e.getCause());
  }

  private static CheckoutException failure(
      Kind kind, String logMessage, @Nullable Throwable cause) {
    return new CheckoutException(Failure.of(kind, detail(kind)), logMessage, cause);
  }

  private static String detail(Kind kind) {
    return switch (kind) {
      case IDEMPOTENCY_KEY_REUSED -> "This idempotency key was used for another request";
      case IDEMPOTENCY_KEY_IN_FLIGHT ->
          "The first request under this idempotency key is still under way";
      case UPSTREAM_RATE_LIMITED -> "The payment provider is busy; try again later";
      case UPSTREAM_TIMEOUT -> "The payment provider did not answer in time";
      case CATALOGUE_FAULT -> "This cannot be sold at the moment";
      default -> "The payment provider failed";
    };
  }

  // Slowness is what remains when there was a connection and it stayed silent.
  private static boolean timedOut(StripeException e) {
    return e instanceof ApiConnectionException
        && e.getCause() instanceof SocketTimeoutException
        && !(e.getCause() instanceof ConnectTimeoutException);
  }

  private static int status(StripeException e) {
    return e.getStatusCode() == null ? 0 : e.getStatusCode();
  }

  private static String quote(StripeException e) {
    StripeError error = e.getStripeError();
    String param = error == null ? null : error.getParam();
    return "status %d, code %s, param %s, request %s: %s"
        .formatted(
            status(e),
            e.getCode(),
            param,
            e.getRequestId(),
            safe(error == null ? e.getMessage() : error.getMessage()));
  }

  private static String safe(@Nullable String text) {
    if (text == null) {
      return "no message";
    }
    String start = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return KEY.matcher(CONTROL.matcher(start).replaceAll(" ")).replaceAll("[key]");
  }
}
