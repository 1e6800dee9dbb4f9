package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Metadata;
import java.util.List;
import java.util.Map;

/** {@code /v1/billing_portal/configurations}: what customers may do in the portal. */
final class PortalConfigurations {

  static final String OBJECT = "billing_portal.configuration";

  private static final String PATH = "/v1/billing_portal/configurations";
  private static final String PARAM = "configuration";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "billing_portal.configuration", "active": true,
           "application": null,
           "business_profile": {"headline": null, "privacy_policy_url": null,
                                "terms_of_service_url": null},
           "created": 0, "default_return_url": null,
           "features": {
             "customer_update": {"allowed_updates": [], "enabled": false},
             "invoice_history": {"enabled": false},
             "payment_method_update": {"enabled": false, "payment_method_configuration": null},
             "subscription_cancel": {
               "cancellation_reason": {"enabled": false, "options": []},
               "enabled": false, "mode": "at_period_end", "proration_behavior": "none"},
             "subscription_update": {
               "billing_cycle_anchor": null, "default_allowed_updates": [], "enabled": false,
               "proration_behavior": "none", "schedule_at_period_end": {"conditions": []},
               "trial_update_behavior": "end_trial"}},
           "is_default": false, "livemode": false,
           "login_page": {"enabled": false, "url": null}, "metadata": {}, "name": null,
           "updated": 0}
          """);

  private PortalConfigurations() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(
            PATH, OBJECT, PortalParams.CREATE, call -> create(call, call.params(), false)),
        Operation.get(
            PATH,
            "list:" + OBJECT,
            PortalParams.LIST,
            call -> Lists.page(call, OBJECT, PATH, Lists.equal(call, "active", "is_default"))),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, PARAM)),
        Operation.post(one, OBJECT, PortalParams.UPDATE, PortalConfigurations::update));
  }

  /** Returns the account's default, which is made when it is first needed. */
  static ObjectNode byDefault(Call call) {
    return call.table(OBJECT).newestFirst().stream()
        .filter(configuration -> configuration.get("is_default").asBoolean())
        .findFirst()
        .orElseGet(() -> create(call, everything(), true));
  }

  private static ObjectNode everything() {
    ObjectNode params = JsonParams.empty();
    ObjectNode features = params.putObject("features");
    for (String feature : List.of("invoice_history", "subscription_cancel")) {
      features.putObject(feature).put("enabled", true);
    }
    return params;
  }

  private static ObjectNode create(Call call, ObjectNode params, boolean byDefault) {
    ObjectNode configuration = SHAPE.create();
    configuration.put("id", call.ids().next("bpc_1")).put("created", call.now());
    configuration.put("is_default", byDefault);
    apply(call, configuration, params);
    configuration.set("metadata", Metadata.initial(params.get("metadata")));
    call.table(OBJECT).put(configuration);
    call.emit("billing_portal.configuration.created", configuration);
    return configuration;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, PARAM);
    ObjectNode configuration = before.deepCopy();
    JsonParams.copy(call.params(), configuration, "active");
    apply(call, configuration, call.params());
    configuration.set(
        "metadata",
        Metadata.merge((ObjectNode) configuration.get("metadata"), call.params().get("metadata")));
    call.table(OBJECT).put(configuration);
    call.emit("billing_portal.configuration.updated", configuration, before);
    return configuration;
  }

  private static void apply(Call call, ObjectNode configuration, ObjectNode params) {
    configuration.put("updated", call.now());
    JsonParams.copy(params, configuration, "default_return_url", "name");
    for (String name : List.of("business_profile", "features", "login_page")) {
      merge((ObjectNode) configuration.get(name), JsonParams.object(params, name));
    }
    ObjectNode login = (ObjectNode) configuration.get("login_page");
    boolean enabled = login.get("enabled").asBoolean();
    login.put(
        "url",
        enabled
            ? call.environment().publicUrl() + "/p/login/" + configuration.get("id").textValue()
            : null);
  }

  /** Sets what was given, deeply; an empty value leaves an empty list where one was. */
  private static void merge(ObjectNode base, ObjectNode given) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      JsonNode known = base.get(entry.getKey());
      if (known instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode more) {
        merge(inner, more);
      } else if (known != null && known.isArray() && entry.getValue().isNull()) {
        base.putArray(entry.getKey());
      } else {
        base.set(entry.getKey(), entry.getValue());
      }
    }
  }
}
