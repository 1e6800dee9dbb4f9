package dev.billet.conformance.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Sends over the network to one server, in HTTP/1.1, without following redirects. */
public final class HttpSender implements Sender {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 4;

  private final URI baseUrl;
  private final Duration patience;
  private final int attempts;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** To the server at this URL, which has no slash at its end. */
  public HttpSender(URI baseUrl) {
    this(baseUrl, PATIENCE, ATTEMPTS);
  }

  private HttpSender(URI baseUrl, Duration patience, int attempts) {
    this.baseUrl = baseUrl;
    this.patience = patience;
    this.attempts = attempts;
  }

  /**
   * To the server at this URL, in one attempt: for what must not be done twice.
   *
   * @param patience how long an answer may take
   */
  public static HttpSender once(URI baseUrl, Duration patience) {
    return new HttpSender(baseUrl, patience, 1);
  }

  /**
   * Sends it; where the connection breaks, again, unless it sends {@link #once}: a server may close
   * one that was kept, or one on which it has refused a body before the end of it, and then it is
   * chance whether its answer arrives before the news of that.
   */
  @Override
  public Reply send(Request request) {
    for (int i = 1; i < attempts; i++) {
      try {
        return sendOnce(request);
      } catch (UnreachableException e) {
        // Who is not there, or does not answer, will not for being asked again.
        if (e.getCause() instanceof ConnectException
            || e.getCause() instanceof HttpTimeoutException) {
          throw e;
        }
      }
    }
    return sendOnce(request);
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
