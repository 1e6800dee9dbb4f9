package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/billing_portal/sessions}: a customer's way into the portal. */
final class PortalSessions {

  static final String OBJECT = "billing_portal.session";

  private static final String PATH = "/v1/billing_portal/sessions";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "billing_portal.session", "configuration": null, "created": 0,
           "customer": null, "customer_account": null, "flow": null, "livemode": false,
           "locale": null, "on_behalf_of": null, "return_url": null, "url": null}
          """);

  private static final Template FLOW =
      Template.of(
          """
          {"after_completion": {"hosted_confirmation": null, "redirect": null,
                                "type": "portal_homepage"},
           "subscription_cancel": null, "subscription_update": null,
           "subscription_update_confirm": null, "type": null}
          """);

  private PortalSessions() {}

  static List<Operation> operations() {
    return List.of(Operation.post(PATH, OBJECT, PortalParams.SESSION, PortalSessions::create));
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    String customer = call.text("customer");
    if (customer == null) {
      call.refuseReference("account", params.get("customer_account"), "customer_account");
      throw ApiError.missing("customer");
    }
    call.referenced(Customers.OBJECT, customer, "customer");
    String named = call.text("configuration");
    ObjectNode configuration =
        named == null
            ? PortalConfigurations.byDefault(call)
            : call.referenced(PortalConfigurations.OBJECT, named, "configuration");
    ObjectNode session = SHAPE.create();
    String id = call.ids().next("bps_1");
    session.put("id", id).put("created", call.now()).put("customer", customer);
    session.set("configuration", configuration.get("id"));
    session.set("return_url", configuration.get("default_return_url"));
    JsonParams.copy(params, session, "locale", "on_behalf_of", "return_url");
    session.set("flow", flow(call, params.get("flow_data"), customer));
    session.put(
        "url", call.environment().publicUrl() + "/p/session/" + call.ids().next("test_", 48));
    call.table(OBJECT).put(session);
    call.emit("billing_portal.session.created", session);
    return session;
  }

  private static @Nullable ObjectNode flow(Call call, @Nullable JsonNode given, String customer) {
    ObjectNode flow = FLOW.complete(given);
    if (flow == null) {
      return null;
    }
    for (String name :
        List.of("subscription_cancel", "subscription_update", "subscription_update_confirm")) {
      if (flow.get(name) instanceof ObjectNode of) {
        String id = of.get("subscription").textValue();
        String param = "flow_data[" + name + "][subscription]";
        ObjectNode found = call.referenced(Subscriptions.OBJECT, id, param);
        if (!found.get("customer").textValue().equals(customer)) {
          throw ApiError.noSuch(Subscriptions.OBJECT, id, param);
        }
      }
    }
    if (flow.get("subscription_cancel") instanceof ObjectNode cancel && !cancel.has("retention")) {
      flow.set("subscription_cancel", cancel.deepCopy().putNull("retention"));
    }
    return flow;
  }
}
