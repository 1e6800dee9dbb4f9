package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.document.Json;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to a contract, to be varied and sent. Immutable: every variation is another call. The
 * body's bytes are not copied; nobody changes them.
 */
public final class Call {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Target target;
  private final ContractDocument contract;
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte @Nullable [] body;

  Call(
      Target target,
      ContractDocument contract,
      String method,
      String path,
      Map<String, String> headers,
      byte @Nullable [] body) {
    this.target = target;
    this.contract = contract;
    this.method = method;
    this.path = path;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /** The contract whose documents the answer is held against. */
  public ContractDocument contract() {
    return contract;
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The path it is sent to, from the server's root. */
  public String path() {
    return path;
  }

  /** The same with another method. */
  public Call method(String method) {
    return new Call(target, contract, method, path, headers, body);
  }

  /** The same to another path, from the server's root, sent as it is. */
  public Call path(String path) {
    return new Call(target, contract, method, path, headers, body);
  }

  /** The same with a header field set. */
  public Call header(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return new Call(target, contract, method, path, changed, body);
  }

  /** The same without a header field. */
  public Call without(String name) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.remove(name);
    return new Call(target, contract, method, path, changed, body);
  }

  /** The same without any credential. */
  public Call anonymous() {
    return without("Authorization").without("X-API-Key");
  }

  /** The same with another key, where the contract has its credential; else as a bearer token. */
  public Call key(String key) {
    return headers.containsKey("X-API-Key")
        ? header("X-API-Key", key)
        : header("Authorization", "Bearer " + key);
  }

  /** The same with these bytes for a body. */
  public Call body(byte @Nullable [] body) {
    return new Call(target, contract, method, path, headers, body);
  }

  /** The same with this text for a body. */
  public Call body(String body) {
    return body(body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with an edited body. */
  public Call edit(Consumer<ObjectNode> edit) {
    ObjectNode edited = (ObjectNode) json().deepCopy();
    edit.accept(edited);
    return body(edited.toString());
  }

  /** Whether it presents any credential. */
  public boolean hasCredential() {
    return headers.containsKey("Authorization") || headers.containsKey("X-API-Key");
  }

  /** The body as text; empty where there is none. */
  public String text() {
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON; an object without members where there is none. */
  public JsonNode json() {
    return Json.parse(body == null ? "{}" : text());
  }

  /**
   * Sends it, and checks the answer against the contract's document.
   *
   * @throws AssertionError if the answer is not as the document says
   */
  public Answer send() {
    RequestSpecification request =
        RestAssured.given()
            .config(configuration())
            .urlEncodingEnabled(false)
            .redirects()
            .follow(false)
            .filter(
                (specification, response, context) -> {
                  Response received = context.next(specification, response);
                  target.checker().check(this, answer(received));
                  return received;
                });
    String contentType = headers.get("Content-Type");
    RequestSpecification typed =
        contentType == null ? request.noContentType() : request.contentType(contentType);
    headers.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase("Content-Type")) {
            typed.header(name, value);
          }
        });
    if (body != null) {
      typed.body(body);
    }
    return answer(typed.request(method, uri()));
  }

  /**
   * Sends it without holding a thread, byte for byte, and checks the answer likewise.
   *
   * @return the answer, or what was wrong with it
   */
  public CompletableFuture<Answer> sendAsync(HttpClient client) {
    return sendAsync(
        client,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
  }

  /** Sends it likewise, without telling beforehand how long the body is. */
  public CompletableFuture<Answer> sendChunked(HttpClient client) {
    return sendAsync(
        client,
        HttpRequest.BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8))));
  }

  private CompletableFuture<Answer> sendAsync(
      HttpClient client, HttpRequest.BodyPublisher publisher) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri()).timeout(PATIENCE).method(method, publisher);
    headers.forEach(request::header);
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .thenApply(
            response -> {
              Answer answer =
                  new Answer(response.statusCode(), response.headers().map(), response.body());
              target.checker().check(this, answer);
              return answer;
            });
  }

  Target target() {
    return target;
  }

  /** A member of the request's body that is a text, where the body is UTF-8 and has one. */
  Optional<String> field(String name) {
    try {
      return Optional.of(json().path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    } catch (IllegalArgumentException otherEncoding) {
      return Optional.empty();
    }
  }

  private URI uri() {
    return URI.create(target.baseUrl() + path.replace("{", "%7B").replace("}", "%7D"));
  }

  private static RestAssuredConfig configuration() {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .defaultContentCharset(StandardCharsets.UTF_8)
                .encodeContentTypeAs("*/*", ContentType.BINARY))
        .httpClient(
            HttpClientConfig.httpClientConfig()
                .setParam("http.socket.timeout", (int) PATIENCE.toMillis())
                .setParam("http.connection.timeout", (int) PATIENCE.toMillis()));
  }

  private static Answer answer(Response response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .getHeaders()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(header.getName(), name -> new ArrayList<>())
                    .add(header.getValue()));
    return new Answer(
        response.statusCode(), headers, new String(response.asByteArray(), StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return method + " " + path + " of " + contract;
  }
}
