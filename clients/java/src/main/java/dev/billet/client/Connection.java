package dev.billet.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.billet.client.http.ApiClient;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A server and a credential for it, as the generated operations want to be told.
 *
 * @param http what sends
 * @param mapper what writes and reads JSON; shared, since it is costly to make
 * @param baseUrl without a slash at its end
 * @param secret the key or token; null where requests carry none
 */
record Connection(HttpClient http, ObjectMapper mapper, String baseUrl, @Nullable String secret) {

  /** For a contract that reads the secret as a bearer token. */
  ApiClient bearer(String path) {
    return client(path, "Authorization", "Bearer ");
  }

  /** For a contract that reads the secret as it is. */
  ApiClient apiKey(String path) {
    return client(path, "X-API-Key", "");
  }

  private ApiClient client(String path, String header, String prefix) {
    ApiClient client = new Settings(http, mapper, baseUrl + path);
    return secret == null
        ? client
        : client.setRequestInterceptor(request -> request.setHeader(header, prefix + secret));
  }

  @Override
  public String toString() {
    return "Connection[" + baseUrl + "]";
  }

  private static final class Settings extends ApiClient {

    private final HttpClient http;

    Settings(HttpClient http, ObjectMapper mapper, String baseUrl) {
      super(HttpClient.newBuilder(), mapper, baseUrl);
      this.http = http;
    }

    @Override
    public HttpClient getHttpClient() {
      return http;
    }

    @Override
    public ObjectMapper getObjectMapper() {
      return mapper;
    }
  }
}
