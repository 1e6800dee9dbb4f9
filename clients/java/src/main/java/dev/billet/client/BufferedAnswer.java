package dev.billet.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLSession;

/**
 * An answer that is here to its last byte, given to whoever wants to read it in another way.
 *
 * @param <T> what it is read as
 */
final class BufferedAnswer<T> implements HttpResponse<T> {

  private final HttpResponse<byte[]> answer;
  private final T body;

  private BufferedAnswer(HttpResponse<byte[]> answer, T body) {
    this.answer = answer;
    this.body = body;
  }

  static <T> BufferedAnswer<T> of(HttpResponse<byte[]> answer, BodyHandler<T> handler) {
    BodySubscriber<T> reader = handler.apply(new Info(answer));
    reader.onSubscribe(new Given());
    reader.onNext(List.of(ByteBuffer.wrap(ascii(answer))));
    reader.onComplete();
    return new BufferedAnswer<>(answer, reader.getBody().toCompletableFuture().join());
  }

  // The generated code decodes answers as the platform does, which is UTF-8 from Java 18 on only.
  // What is not ASCII in JSON stands in a string, where an escape says the same.
  private static byte[] ascii(HttpResponse<byte[]> answer) {
    if (answer.headers().firstValue("Content-Type").filter(it -> it.contains("json")).isEmpty()) {
      return answer.body();
    }
    StringBuilder escaped = new StringBuilder(answer.body().length);
    new String(answer.body(), StandardCharsets.UTF_8)
        .chars()
        .forEach(
            it -> {
              if (it < 0x80) {
                escaped.append((char) it);
              } else {
                escaped.append("\\u%04x".formatted(it));
              }
            });
    return escaped.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int statusCode() {
    return answer.statusCode();
  }

  @Override
  public HttpRequest request() {
    return answer.request();
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return answer.headers();
  }

  @Override
  public T body() {
    return body;
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return answer.sslSession();
  }

  @Override
  public URI uri() {
    return answer.uri();
  }

  @Override
  public HttpClient.Version version() {
    return answer.version();
  }

  private record Info(int statusCode, HttpHeaders headers, HttpClient.Version version)
      implements HttpResponse.ResponseInfo {
    Info(HttpResponse<?> answer) {
      this(answer.statusCode(), answer.headers(), answer.version());
    }
  }

  /** Everything is given at once, so there is nothing to ask for and nothing to take back. */
  private static final class Given implements Flow.Subscription {
    @Override
    public void request(long items) {
      // All of it is coming.
    }

    @Override
    public void cancel() {
      // All of it is here.
    }
  }
}
