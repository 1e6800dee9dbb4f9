package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/webhook_endpoints}: where an account wants to hear of its events. */
final class WebhookEndpoints {

  static final String OBJECT = "webhook_endpoint";

  private static final String PATH = "/v1/webhook_endpoints";
  private static final String ID = "id";
  private static final String DISABLED = "disabled";

  /** Stripe's limit for one mode of one account. */
  private static final int MAX = 16;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "webhook_endpoint", "api_version": null, "application": null,
           "created": 0, "description": null, "enabled_events": [], "livemode": false,
           "metadata": {}, "status": "enabled", "url": null}
          """);

  private static final String[] VERSIONS =
      """
      2011-01-01 2011-06-21 2011-06-28 2011-08-01 2011-09-15 2011-11-17 2012-02-23 2012-03-25
      2012-06-18 2012-06-28 2012-07-09 2012-09-24 2012-10-26 2012-11-07 2013-02-11 2013-02-13
      2013-07-05 2013-08-12 2013-08-13 2013-10-29 2013-12-03 2014-01-31 2014-03-13 2014-03-28
      2014-05-19 2014-06-13 2014-06-17 2014-07-22 2014-07-26 2014-08-04 2014-08-20 2014-09-08
      2014-10-07 2014-11-05 2014-11-20 2014-12-08 2014-12-17 2014-12-22 2015-01-11 2015-01-26
      2015-02-10 2015-02-16 2015-02-18 2015-03-24 2015-04-07 2015-06-15 2015-07-07 2015-07-13
      2015-07-28 2015-08-07 2015-08-19 2015-09-03 2015-09-08 2015-09-23 2015-10-01 2015-10-12
      2015-10-16 2016-02-03 2016-02-19 2016-02-22 2016-02-23 2016-02-29 2016-03-07 2016-06-15
      2016-07-06 2016-10-19 2017-01-27 2017-02-14 2017-04-06 2017-05-25 2017-06-05 2017-08-15
      2017-12-14 2018-01-23 2018-02-05 2018-02-06 2018-02-28 2018-05-21 2018-07-27 2018-08-23
      2018-09-06 2018-09-24 2018-10-31 2018-11-08 2019-02-11 2019-02-19 2019-03-14 2019-05-16
      2019-08-14 2019-09-09 2019-10-08 2019-10-17 2019-11-05 2019-12-03 2020-03-02 2020-08-27
      2022-08-01 2022-11-15 2023-08-16 2023-10-16 2024-04-10 2024-06-20 2024-09-30.acacia
      2024-10-28.acacia 2024-11-20.acacia 2024-12-18.acacia 2025-01-27.acacia
      2025-02-24.acacia 2025-03-01.dashboard 2025-03-31.basil 2025-04-30.basil
      2025-05-28.basil 2025-06-30.basil 2025-07-30.basil 2025-08-27.basil 2025-09-30.clover
      2025-10-29.clover 2025-11-17.clover 2025-12-15.clover 2026-01-28.clover
      2026-02-25.clover 2026-03-25.dahlia 2026-04-22.dahlia 2026-05-27.dahlia
      2026-06-24.dahlia 2026-07-29.dahlia
      """
          .strip()
          .split("\\s+");

  private static final ObjectParam CREATE =
      object()
          .required("enabled_events", list(string()))
          .required("url", url())
          .optional("api_version", oneOf(VERSIONS))
          .optional("connect", bool())
          .optional("description", emptyable(string()))
          .optional("metadata", emptyable(metadata()));

  private static final ObjectParam UPDATE =
      object()
          .optional("description", emptyable(string()))
          .optional(DISABLED, bool())
          .optional("enabled_events", list(string()))
          .optional("metadata", emptyable(metadata()))
          .optional("url", url());

  private WebhookEndpoints() {}

  static List<Operation> operations() {
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, WebhookEndpoints::create),
        Operation.get(
            PATH,
            "list:" + OBJECT,
            Lists.paged(object()),
            call -> Lists.page(call, OBJECT, PATH, any -> true)),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, ID)),
        Operation.post(PATH + "/{id}", OBJECT, UPDATE, WebhookEndpoints::update),
        Operation.delete(PATH + "/{id}", OBJECT, object(), WebhookEndpoints::delete));
  }

  /**
   * Puts an endpoint that the sandbox's configuration names, in the place of the one that a
   * configuration named before it.
   */
  static void configure(Call call, String id, String url, List<String> events, String secret) {
    ObjectNode endpoint = SHAPE.create().put("id", id).put("url", url).put("created", call.now());
    events.forEach(endpoint.withArrayProperty("enabled_events")::add);
    call.table(OBJECT).put(endpoint);
    WebhookSecrets.put(call, id, secret);
  }

  /** Tells whether an endpoint wants to hear of events of this type now. */
  static boolean wants(ObjectNode endpoint, String type) {
    List<String> patterns = new ArrayList<>();
    endpoint.get("enabled_events").forEach(pattern -> patterns.add(pattern.textValue()));
    return isEnabled(endpoint) && EventPattern.matches(patterns, type);
  }

  static boolean isEnabled(ObjectNode endpoint) {
    return endpoint.get("status").textValue().equals("enabled");
  }

  private static ObjectNode create(Call call) {
    if (call.table(OBJECT).size() >= MAX) {
      throw ApiError.invalid(
          null, "You have reached the maximum of " + MAX + " test webhook endpoints.");
    }
    ObjectNode endpoint = SHAPE.create();
    String id = call.ids().next("we_1");
    endpoint.put("id", id).put("created", call.now());
    JsonParams.copy(call.params(), endpoint, "api_version", "description");
    apply(call, endpoint);
    endpoint.set("metadata", Metadata.initial(call.params().get("metadata")));
    call.table(OBJECT).put(endpoint);
    String secret = WebhookSecrets.generate(call);
    WebhookSecrets.put(call, id, secret);
    // This answer is the only one that shows it.
    return endpoint.deepCopy().put("secret", secret);
  }

  private static ObjectNode update(Call call) {
    ObjectNode endpoint = call.found(OBJECT, ID).deepCopy();
    JsonParams.copy(call.params(), endpoint, "description");
    apply(call, endpoint);
    endpoint.set(
        "metadata",
        Metadata.merge((ObjectNode) endpoint.get("metadata"), call.params().get("metadata")));
    if (call.params().has(DISABLED)) {
      boolean disabled = call.params().get(DISABLED).booleanValue();
      endpoint.put("status", disabled ? DISABLED : "enabled");
    }
    call.table(OBJECT).put(endpoint);
    return endpoint;
  }

  private static void apply(Call call, ObjectNode endpoint) {
    JsonNode events = call.params().get("enabled_events");
    if (events != null) {
      endpoint.set("enabled_events", checkEvents(events));
    }
    String url = call.text("url");
    if (url != null) {
      endpoint.put("url", WebhookUrls.check(url, "url"));
    }
  }

  private static JsonNode checkEvents(JsonNode events) {
    if (events.isEmpty()) {
      throw ApiError.empty("enabled_events");
    }
    int index = 0;
    for (JsonNode event : events) {
      String at = "enabled_events[" + index++ + "]";
      String type = event.textValue();
      if (type.equals(EventTypes.ALL) && events.size() > 1) {
        throw ApiError.invalid(
            "enabled_events",
            "Invalid enabled_events: `*` cannot be combined with other event types.");
      }
      if (!type.equals(EventTypes.ALL) && !EventTypes.isKnown(type)) {
        throw ApiError.invalid(
            at, "Invalid " + at + ": must be `*` or the name of one of Stripe's event types");
      }
    }
    return events;
  }

  private static ObjectNode delete(Call call) {
    call.found(OBJECT, ID);
    ObjectNode remains =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", call.id())
            .put("object", OBJECT)
            .put("deleted", true);
    call.table(OBJECT).discard(call.id());
    WebhookSecrets.forget(call, call.id());
    return remains;
  }
}
