package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Cause;
import dev.billet.sandbox.api.StripeApi;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one account holds, read as a client reads it. What it returns is not to be changed. Safe for
 * use by several threads.
 */
final class Books {

  private static final int MAX_EVENTS = 25;

  private final StripeApi api;
  private final Account account;

  Books(StripeApi api, Account account) {
    this.api = api;
    this.account = account;
  }

  /** Tells whether Stripe's API, as far as it is there, lists something at this path. */
  static boolean lists(StripeApi api, String path) {
    return api.match("GET", segments(path)).isPresent();
  }

  /**
   * Returns a page of a list.
   *
   * @throws ApiError where the parameters are refused
   */
  ObjectNode list(String path, Map<String, String> params) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    params.forEach(raw::put);
    return execute(segments(path), raw);
  }

  /** Returns an object, or empty where there is none. */
  Optional<ObjectNode> find(String path, String id) {
    try {
      List<String> segments = Stream.concat(segments(path).stream(), Stream.of(id)).toList();
      return Optional.of(execute(segments, JsonNodeFactory.instance.objectNode()));
    } catch (ApiError e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns how many objects of a type there are. */
  int count(String object) {
    return account.atomically(() -> account.table(object).newestFirst().size());
  }

  /** Returns the latest events about an object, newest first. */
  List<ObjectNode> eventsAbout(String id) {
    return events("/data/object/id", id);
  }

  /** Returns the latest events that a request has led to, newest first. */
  List<ObjectNode> eventsOf(String request) {
    return events("/request/id", request);
  }

  private List<ObjectNode> events(String member, String value) {
    return account.atomically(
        () ->
            account.table("event").newestFirst().stream()
                .filter(event -> value.equals(event.at(member).textValue()))
                .limit(MAX_EVENTS)
                .toList());
  }

  private ObjectNode execute(List<String> segments, ObjectNode raw) {
    StripeApi.Match match =
        api.match("GET", segments)
            .orElseThrow(() -> ApiError.unrecognizedUrl("GET", String.join("/", segments)));
    return api.execute(match, account, api.read(match.operation(), raw), Cause.NONE);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
