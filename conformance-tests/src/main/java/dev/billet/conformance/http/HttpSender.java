package dev.billet.conformance.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends over the network to one server, in HTTP/1.1, without following redirects. */
public final class HttpSender implements Sender {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI baseUrl;
  private final Duration patience;
  private final boolean again;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** To the server at this URL, which has no slash at its end. */
  public HttpSender(URI baseUrl) {
    this(baseUrl, PATIENCE, true);
  }

  private HttpSender(URI baseUrl, Duration patience, boolean again) {
    this.baseUrl = baseUrl;
    this.patience = patience;
    this.again = again;
  }

  /**
   * To the server at this URL, in one attempt: for what must not be done twice.
   *
   * @param patience how long an answer may take
   */
  public static HttpSender once(URI baseUrl, Duration patience) {
    return new HttpSender(baseUrl, patience, false);
  }

  /**
   * Sends it; where the connection breaks, once more, unless it sends {@link #once}: a server may
   * close one that was kept, or one on which it has refused a body before the end of it.
   */
  @Override
  public Reply send(Request request) {
    try {
      return sendOnce(request);
    } catch (UnreachableException e) {
      if (!again) {
        throw e;
      }
      return sendOnce(request);
    }
  }

  private Reply sendOnce(Request request) {
    HttpRequest.BodyPublisher body =
        request
            .body()
            .map(HttpRequest.BodyPublishers::ofByteArray)
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(baseUrl + request.path()))
            .timeout(patience)
            .method(request.method(), body);
    request.headers().forEach(builder::header);
    try {
      HttpResponse<byte[]> response =
          client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UnreachableException(baseUrl + " gave no answer to " + request + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted while asking " + baseUrl, e);
    }
  }
}
