package dev.billet.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Cause;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.control.Control;
import dev.billet.sandbox.control.DroppedConnection;
import dev.billet.sandbox.control.FaultRules;
import dev.billet.sandbox.control.RequestLog;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.IdempotencyKeys;
import dev.billet.sandbox.store.IdempotencyKeys.Saved;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.FormDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1}: Stripe's API. */
final class ApiEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ApiEndpoint.class);
  private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?(;.*)?");
  private static final int MAX_KEY = 255;

  /** Sorted, so that the order of a request's parameters does not make it another request. */
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private static final JsonMapper JSON = new JsonMapper();

  private final StripeApi api;
  private final Control control;
  private final Ids ids;
  private final Clock clock;
  private final Faults faults;
  private final FaultRules rules;
  private final RequestLog log;
  private final Function<String, String> logUrl;

  /**
   * Makes the endpoint.
   *
   * @param logUrl returns where a request's entry in the log is shown, given its id
   */
  ApiEndpoint(
      StripeApi api,
      Ids ids,
      Clock clock,
      Faults faults,
      Control control,
      Function<String, String> logUrl) {
    this.api = api;
    this.control = control;
    this.ids = ids;
    this.clock = clock;
    this.faults = faults;
    this.rules = control.faults();
    this.log = control.requests();
    this.logUrl = logUrl;
  }

  Answer answer(Incoming request) {
    String requestId = ids.next("req_", 14);
    long begin = System.nanoTime();
    Answer answer;
    try {
      answer = perform(request, requestId);
    } catch (RuntimeException e) {
      answer = refusal(e, request, requestId);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - begin);
    log.add(LogEntries.of(request, requestId, answer, clock.instant(), duration));
    return answer;
  }

  private Answer perform(Incoming request, String requestId) {
    StripeApi.Match match =
        api.match(request.method(), request.segments())
            .orElseThrow(() -> ApiError.unrecognizedUrl(request.method(), request.path()));
    Account account =
        control.account(
            Authentication.account(
                request.header("Authorization"), request.header("Stripe-Account")));
    checkVersion(request.header("Stripe-Version"));
    ObjectNode raw = form(request);
    ObjectNode params = api.read(match.operation(), raw);
    String key = idempotencyKey(request);
    Task task = new Task(request, match, account, params, new Cause(requestId, key), requestId);
    if (key == null) {
      return execute(task);
    }
    IdempotencyKeys keys = account.idempotencyKeys();
    Saved saved = keys.begin(key, request.path(), fingerprint(raw), clock.instant());
    if (saved != null) {
      return json(saved.status(), saved.body(), requestId)
          .with("Idempotency-Key", key)
          .with("Original-Request", saved.requestId())
          .with("Idempotent-Replayed", "true");
    }
    try {
      return execute(task).with("Idempotency-Key", key).with("Original-Request", requestId);
    } finally {
      keys.end(key);
    }
  }

  /** A request that is to be executed. */
  private record Task(
      Incoming request,
      StripeApi.Match match,
      Account account,
      ObjectNode params,
      Cause cause,
      String requestId) {}

  /** Executes a request, with what fault rules put in its way before and after. */
  private Answer execute(Task task) {
    Incoming request = task.request();
    FaultRules.Hit hit = rules.meet(request.method(), request.path());
    try {
      hit.before();
      faults.before(request.method(), request.path());
      Answer answer = keep(task, () -> operate(task));
      if (answer.status() == 200) {
        hit.after();
        faults.after(request.method(), request.path());
      }
      return hit.dropsAnswer() ? answer.unsent() : answer;
    } catch (DroppedConnection e) {
      return Answer.NONE;
    } catch (RuntimeException e) {
      return keep(task, () -> refusal(e, request, task.requestId()));
    }
  }

  private Answer operate(Task task) {
    try {
      ObjectNode result = api.execute(task.match(), task.account(), task.params(), task.cause());
      return json(200, bytes(result), task.requestId());
    } catch (RuntimeException e) {
      return refusal(e, task.request(), task.requestId());
    }
  }

  /**
   * Keeps an answer under the request's key, a failure's too, but not one that asks to come again
   * later. It is kept with the operation that it answers: of both or of neither there is a trace.
   */
  private static Answer keep(Task task, Supplier<Answer> action) {
    String key = task.cause().idempotencyKey();
    if (key == null) {
      return action.get();
    }
    return task.account()
        .atomically(
            () -> {
              Answer answer = action.get();
              if (answer.status() != 429) {
                task.account()
                    .answered(key, new Saved(answer.status(), answer.body(), task.requestId()));
              }
              return answer;
            });
  }

  /** Returns what to answer with where something was thrown. */
  private Answer refusal(RuntimeException thrown, Incoming request, String requestId) {
    if (thrown instanceof ApiError error) {
      return logged(error, request, requestId);
    }
    LOG.error("{}: {} {} failed", requestId, request.method(), request.path(), thrown);
    return logged(ApiError.internal(requestId), request, requestId);
  }

  /** Refuses, and says where that is shown; with an account only, because each has its own log. */
  private Answer logged(ApiError error, Incoming request, String requestId) {
    ObjectNode body = error.body();
    if (LogEntries.account(request) != null) {
      ((ObjectNode) body.get("error")).put("request_log_url", logUrl.apply(requestId));
    }
    return refusal(error, body, requestId);
  }

  static Answer refusal(ApiError error, String requestId) {
    return refusal(error, error.body(), requestId);
  }

  private static Answer refusal(ApiError error, ObjectNode body, String requestId) {
    boolean later = error.status() == 429 || error.status() == 409;
    Answer answer = json(error.status(), bytes(body), requestId);
    answer = answer.with("Stripe-Should-Retry", Boolean.toString(later));
    return error.status() == 401
        ? answer.with("WWW-Authenticate", "Bearer realm=\"Stripe\"")
        : answer;
  }

  static Answer json(int status, byte[] body, String requestId) {
    return new Answer(
        status,
        Map.of(
            "Content-Type",
            "application/json",
            "Cache-Control",
            "no-cache, no-store",
            "Request-Id",
            requestId,
            "Stripe-Version",
            StripeApi.VERSION),
        body);
  }

  static ObjectNode form(Incoming request) {
    String type = request.header("Content-Type");
    boolean form =
        type == null
            || type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    if (!request.body().isEmpty() && !form) {
      throw ApiError.invalid(
          null,
          "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.");
    }
    return FormDecoder.decode(request.query() + "&" + request.body());
  }

  private static void checkVersion(@Nullable String version) {
    if (version != null && !VERSION.matcher(version).matches()) {
      throw ApiError.invalid(null, "Invalid Stripe API version: " + printable(version));
    }
  }

  private static @Nullable String idempotencyKey(Incoming request) {
    String key = request.header("Idempotency-Key");
    if (key == null || key.isEmpty() || !request.method().equals("POST")) {
      return null;
    }
    if (key.length() > MAX_KEY) {
      throw ApiError.of(
          400,
          "idempotency_error",
          null,
          null,
          "Idempotency keys can have up to 255 characters, but you passed in one that is "
              + key.length()
              + " characters.");
    }
    return key;
  }

  private static String fingerprint(JsonNode raw) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(bytes(SORTED, raw)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    return bytes(JSON, node);
  }

  private static byte[] bytes(JsonMapper mapper, JsonNode node) {
    try {
      return mapper.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private static String printable(String header) {
    String shown = header.length() > 40 ? header.substring(0, 40) : header;
    return shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
