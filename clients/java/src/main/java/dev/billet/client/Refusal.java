package dev.billet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.billet.client.http.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer that is not the one an operation hopes for, read to its end.
 *
 * @param operation the operation's name in the document
 * @param status the HTTP status
 * @param headers the answer's headers
 * @param body the answer's body, whatever it is; empty where there was none
 */
record Refusal(String operation, int status, HttpHeaders headers, String body) {

  static Refusal read(String operation, HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      return new Refusal(
          operation,
          answer.statusCode(),
          answer.headers(),
          new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The body as an envelope; empty where it is none, as that of a proxy in between. */
  <E> Optional<E> as(Class<E> envelope) {
    ObjectMapper mapper =
        ApiClient.createDefaultObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try {
      return Optional.ofNullable(mapper.readValue(body, envelope));
    } catch (JsonProcessingException notOne) {
      return Optional.empty();
    }
  }

  String message() {
    return "%s was answered %d%s".formatted(operation, status, body.isEmpty() ? "" : ": " + body);
  }
}
