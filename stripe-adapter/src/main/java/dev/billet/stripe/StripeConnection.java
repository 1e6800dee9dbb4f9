package dev.billet.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.net.HttpClient;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.stripe.DeadlineHttpClient.Conflict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stripe, as one key reaches it: the pooled connections that everything in this package shares.
 * Safe for use by many threads; opens connections as they are needed and keeps them for the next
 * call.
 */
public final class StripeConnection implements AutoCloseable {

  /** The most that Stripe puts on one page of a list. */
  static final long PAGE = 100;

  private final StripeSettings settings;
  private final StripeTransport transport;
  private final Duration minBackOff;

  StripeConnection(StripeSettings settings, Duration minBackOff) {
    this.settings = settings;
    this.transport =
        new StripeTransport(settings, DeadlineHttpClient.descriptionWithoutTelemetry());
    this.minBackOff = minBackOff;
  }

  /** A connection with a key; no call is made yet. */
  public static StripeConnection open(StripeSettings settings) {
    return new StripeConnection(settings, HttpClient.minNetworkRetriesDelay);
  }

  /** Something that stripe-java is asked for. */
  interface Call<T> {
    T make() throws StripeException;
  }

  /** Asks for one page of a list. */
  interface Page<T extends HasId> {

    /**
     * Asks.
     *
     * @param after the id of the last object of the page before; null for the first page
     */
    StripeCollection<T> ask(StripeClient client, @Nullable String after) throws StripeException;
  }

  /** A view of stripe-java for one call: a few small objects, around the one transport. */
  StripeClient client(Deadline deadline, Conflict conflict) {
    StripeClient.StripeClientBuilder client =
        StripeClient.builder()
            .setApiKey(settings.secretKey())
            .setMaxNetworkRetries(settings.maxRetries())
            .setHttpClient(new DeadlineHttpClient(transport, deadline, conflict, minBackOff));
    URI apiBase = settings.apiBase();
    if (apiBase != null) {
      client.setApiBase(apiBase.toString().replaceAll("/+$", ""));
    }
    return client.build();
  }

  /** A deadline as far away as one question to Stripe may take. */
  Deadline deadline() {
    return Deadline.after(settings.totalTimeout());
  }

  /**
   * Makes a call.
   *
   * @param failure what Stripe's own exceptions come to
   */
  static <T> T answered(
      Call<T> call, Function<StripeException, ? extends RuntimeException> failure) {
    try {
      return call.make();
    } catch (StripeException e) {
      throw failure.apply(e);
    } catch (RuntimeException e) {
      throw known(e);
    }
  }

  /**
   * Goes through a list to its end. Stripe's own iterator would ask for every page before the first
   * page's deadline, and wrap what goes wrong on the way beyond recognition.
   *
   * @param deadline asked for the deadline of each page
   * @param each told of each object; no connection waits meanwhile
   */
  <T extends HasId> void page(Page<T> page, Supplier<Deadline> deadline, Consumer<T> each)
      throws StripeException {
    String after = null;
    boolean more = true;
    while (more) {
      StripeCollection<T> answer = asked(page, client(deadline.get(), Conflict.IS_OURS), after);
      List<T> data = answer.getData();
      data.forEach(each);
      more = !data.isEmpty() && Boolean.TRUE.equals(answer.getHasMore());
      after = more ? data.get(data.size() - 1).getId() : null;
    }
  }

  private static <T extends HasId> StripeCollection<T> asked(
      Page<T> page, StripeClient client, @Nullable String after) throws StripeException {
    try {
      StripeCollection<T> answer = page.ask(client, after);
      if (answer.getData() == null) {
        throw StripeFailures.incomplete("a list without data", answer);
      }
      return answer;
    } catch (RuntimeException e) {
      throw known(e);
    }
  }

  // stripe-java also throws what it does not declare, over answers that it does not expect.
  private static CheckoutException known(RuntimeException e) {
    return e instanceof CheckoutException ours ? ours : StripeFailures.unexpected(e);
  }

  /** Closes all connections; calls under way fail. */
  @Override
  public void close() {
    transport.close();
  }
}
