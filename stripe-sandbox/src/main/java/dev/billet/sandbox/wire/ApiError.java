package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Stripe's terms: an HTTP status and the members of its {@code error} object.
 *
 * <p>Thrown for the client's faults, so it carries no stack trace. Immutable.
 */
public final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String INVALID_REQUEST = "invalid_request_error";

  private static final String NO_ID =
      "If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. ";

  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;
  // Serializable as its superclass wants it, though nobody ever writes one down.
  private final transient @Nullable ObjectNode details;

  private ApiError(
      int status,
      String type,
      @Nullable String code,
      @Nullable String param,
      String message,
      @Nullable ObjectNode details) {
    super(message, null, false, false);
    this.details = details;
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  /** A refusal of any kind, where no method below says it better. */
  public static ApiError of(
      int status, String type, @Nullable String code, @Nullable String param, String message) {
    return new ApiError(status, type, code, param, message, null);
  }

  /**
   * Returns the same refusal of something that was done nevertheless, as far as it went: a declined
   * payment is still an attempt. What the operation changed stays.
   *
   * @param more members of the error object beside those that every refusal has; not changed
   */
  public ApiError keepingChanges(ObjectNode more) {
    return new ApiError(status, type, code, param, String.valueOf(getMessage()), more.deepCopy());
  }

  /** Returns whether what the operation changed before it was refused stays. */
  public boolean keepsChanges() {
    return details != null;
  }

  /** 400 about one parameter, or about none where {@code param} is null; Stripe gives no code. */
  public static ApiError invalid(@Nullable String param, String message) {
    return of(400, INVALID_REQUEST, null, param, message);
  }

  /** 400 with one of Stripe's error codes. */
  public static ApiError invalid(@Nullable String param, String code, String message) {
    return of(400, INVALID_REQUEST, code, param, message);
  }

  /** 400 for a parameter that has to be there. */
  public static ApiError missing(String param) {
    return invalid(param, "parameter_missing", "Missing required param: " + param + ".");
  }

  /** 400 for parameters that the operation does not know; at least one. */
  public static ApiError unknown(List<String> params) {
    String noun = params.size() == 1 ? "parameter" : "parameters";
    return invalid(
        params.get(0),
        "parameter_unknown",
        "Received unknown " + noun + ": " + String.join(", ", params));
  }

  /** 400 for parameters of which only one may be given. */
  public static ApiError exclusive(String param, List<String> params) {
    return invalid(
        param,
        "parameters_exclusive",
        "You may only specify one of these parameters: " + String.join(", ", params) + ".");
  }

  /** 400 for an empty value where Stripe does not let the parameter be unset. */
  public static ApiError empty(String param) {
    return invalid(
        param,
        "parameter_invalid_empty",
        "You passed an empty string for '%s'. We assume empty values are an attempt to unset a parameter; however '%s' cannot be unset. You should remove '%s' from your request or supply a non-empty value."
            .formatted(param, param, param));
  }

  /** 400 for a parameter that names an object the account does not have. */
  public static ApiError noSuch(String noun, String id, String param) {
    return missingResource(400, noun, id, param);
  }

  /** 404 for a path that names an object the account does not have. */
  public static ApiError notFound(String noun, String id, String param) {
    return missingResource(404, noun, id, param);
  }

  /** 404 for a path or method that Stripe does not serve. */
  public static ApiError unrecognizedUrl(String method, String path) {
    return of(
        404,
        INVALID_REQUEST,
        null,
        null,
        "Unrecognized request URL ("
            + method
            + ": "
            + path
            + "). "
            + (path.endsWith("/") ? NO_ID : "")
            + "Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");
  }

  /** 401; Stripe gives no code for it. */
  public static ApiError unauthorized(String message) {
    return of(401, INVALID_REQUEST, null, null, message);
  }

  /** 500 that says nothing of its cause, which belongs in the log under the request's id. */
  public static ApiError internal(String requestId) {
    return of(
        500,
        "api_error",
        null,
        null,
        "An unknown error occurred in the sandbox. Its log tells more under request-id "
            + requestId
            + ".");
  }

  private static ApiError missingResource(int status, String noun, String id, String param) {
    // Only the mode is told apart: the sandbox holds no live objects to look the id up in.
    String similar =
        id.contains("_live_")
            ? "; a similar object exists in live mode, but a test mode key was used to make this request."
            : "";
    return of(
        status,
        INVALID_REQUEST,
        "resource_missing",
        param,
        "No such " + noun + ": '" + id + "'" + similar);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns Stripe's error type, such as {@code invalid_request_error}. */
  public String type() {
    return type;
  }

  /** Returns Stripe's error code, where there is one. */
  public @Nullable String code() {
    return code;
  }

  /** Returns the parameter at fault, where there is one. */
  public @Nullable String param() {
    return param;
  }

  /** Returns the body to answer with. */
  public ObjectNode body() {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    if (code != null) {
      error.put("code", code);
      error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.put("message", getMessage());
    if (param != null) {
      error.put("param", param);
    }
    error.put("type", type);
    if (details != null) {
      error.setAll(details);
    }
    return JsonNodeFactory.instance.objectNode().set("error", error);
  }
}
