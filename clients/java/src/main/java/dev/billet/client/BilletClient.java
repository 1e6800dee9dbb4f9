package dev.billet.client;

import dev.billet.client.almanac.AlmanacApi;
import dev.billet.client.billet.BilletApi;
import dev.billet.client.closient.ClosientApi;
import dev.billet.client.dreadnode.DreadnodeApi;
import dev.billet.client.http.ApiClient;
import dev.billet.client.http.ApiException;
import dev.billet.client.starter.StarterApi;
import dev.billet.client.versori.VersoriApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, with the operations of every contract.
 *
 * <p>An operation returns the generated model of its answer. Whatever goes wrong is thrown as an
 * unchecked exception: the contract's own, such as {@link DreadnodeException}, where the server
 * refused; {@link NoAnswerException} where no answer came; and the plain {@link ApiException} where
 * an answer could not be read, a required argument is null, or the thread was interrupted.
 *
 * <p>Every POST carries an idempotency key: the one that the operation is given, or else a new one
 * for each call. All attempts of a call carry the same, so that trying again never sells twice.
 *
 * <p>Safe for use by many threads. It holds one pool of connections, so an application should have
 * one of these for each server and credential.
 */
public final class BilletClient {

  private final Connection connection;

  private BilletClient(Builder builder) {
    connection =
        new Connection(
            new PatientHttpClient(builder.httpClient(), builder.patience()),
            ApiClient.createDefaultObjectMapper(),
            builder.baseUrl,
            builder.credential);
  }

  /**
   * Begins a client for a server.
   *
   * @param baseUrl the server's origin, and the path under which it is mounted if there is one
   * @throws IllegalArgumentException if it is not an absolute http or https URL without a query
   */
  public static Builder builder(URI baseUrl) {
    return new Builder(baseUrl);
  }

  /** The operations of the contract {@code versori}. They throw {@link VersoriException}. */
  public VersoriApi versori() {
    return new Operations.Versori(connection);
  }

  /** The operations of the contract {@code dreadnode}. They throw {@link DreadnodeException}. */
  public DreadnodeApi dreadnode() {
    return new Operations.Dreadnode(connection);
  }

  /** The operations of the contract {@code almanac}. They throw {@link AlmanacException}. */
  public AlmanacApi almanac() {
    return new Operations.Almanac(connection);
  }

  /** The operations of the contract {@code closient}. They throw {@link ClosientException}. */
  public ClosientApi closient() {
    return new Operations.Closient(connection);
  }

  /** The operations of the contract {@code starter}. They throw {@link StarterException}. */
  public StarterApi starter() {
    return new Operations.Starter(connection);
  }

  /** The operations of the contract {@code billet}. They throw {@link ProblemException}. */
  public BilletApi billet() {
    return new Operations.Billet(connection);
  }

  /** What a client needs to know. Not safe for use by many threads; the client it builds is. */
  public static final class Builder {

    private final String baseUrl;
    private @Nullable String credential;
    private @Nullable HttpClient httpClient;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private int retries;

    private Builder(URI baseUrl) {
      String scheme = String.valueOf(baseUrl.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.matches("https?")
          || baseUrl.getHost() == null
          || baseUrl.getRawQuery() != null
          || baseUrl.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "not an absolute http or https URL without a query: " + baseUrl);
      }
      this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
    }

    /**
     * Sets the key or token that every request carries, in the header that its contract reads.
     * Without one, requests carry none.
     */
    public Builder credential(String secret) {
      credential = secret;
      return this;
    }

    /** Sets how long a connection may take to come about; five seconds unless set. */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = positive(timeout);
      return this;
    }

    /**
     * Sets how long an attempt may take, from the first byte sent to the last one received; thirty
     * seconds unless set. A server has to ask Stripe, so leave it more than that takes.
     */
    public Builder requestTimeout(Duration timeout) {
      requestTimeout = positive(timeout);
      return this;
    }

    /**
     * Sets how often a call is tried again where no answer came, or the answer was 429, 502, 503 or
     * 504; never unless set. Waits between attempts, for as long as the server's Retry-After says.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder retries(int times) {
      if (times < 0) {
        throw new IllegalArgumentException("negative: " + times);
      }
      retries = times;
      return this;
    }

    /**
     * Sets the client to send with, where there is need for a proxy or a certificate of one's own.
     * Its own connect timeout is the one that holds.
     */
    public Builder httpClient(HttpClient client) {
      httpClient = client;
      return this;
    }

    /** Makes the client, without connecting. */
    public BilletClient build() {
      return new BilletClient(this);
    }

    private HttpClient httpClient() {
      return httpClient != null
          ? httpClient
          : HttpClient.newBuilder().connectTimeout(connectTimeout).build();
    }

    private Patience patience() {
      return new Patience(requestTimeout, retries);
    }

    private static Duration positive(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("not positive: " + timeout);
      }
      return timeout;
    }
  }
}
