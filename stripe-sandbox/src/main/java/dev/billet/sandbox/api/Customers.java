package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.country;
import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Locale;

/** {@code /v1/customers}. */
final class Customers {

  static final String OBJECT = "customer";

  private static final String PATH = "/v1/customers";
  private static final String ID = "id";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "customer", "address": null, "balance": 0, "created": 0,
           "currency": null, "customer_account": null, "default_source": null,
           "delinquent": false, "description": null, "discount": null, "email": null,
           "invoice_prefix": null,
           "invoice_settings": {"custom_fields": null, "default_payment_method": null,
                                "footer": null, "rendering_options": null},
           "livemode": false, "metadata": {}, "name": null, "next_invoice_sequence": 1,
           "phone": null, "preferred_locales": [], "shipping": null, "tax_exempt": "none",
           "test_clock": null}
          """);

  static final Template ADDRESS =
      Template.of(
          """
          {"city": null, "country": null, "line1": null, "line2": null, "postal_code": null,
           "state": null}
          """);

  private static final Template SHIPPING =
      Template.of("{\"address\": null, \"name\": null, \"phone\": null}");

  private static final Template RENDERING =
      Template.of("{\"amount_tax_display\": null, \"template\": null}");

  private static final ObjectParam ADDRESS_PARAM =
      object()
          .optional("city", emptyable(string()))
          .optional("country", emptyable(country()))
          .optional("line1", emptyable(string()))
          .optional("line2", emptyable(string()))
          .optional("postal_code", emptyable(string()))
          .optional("state", emptyable(string()));

  private static final ObjectParam BOTH =
      object()
          .optional("address", emptyable(ADDRESS_PARAM))
          .optional("balance", integer())
          .optional("business_name", emptyable(string(150)))
          .optional(
              "cash_balance",
              object()
                  .optional(
                      "settings",
                      object()
                          .optional(
                              "reconciliation_mode",
                              oneOf("automatic", "manual", "merchant_default"))))
          .optional("description", emptyable(string()))
          .optional("email", emptyable(email()))
          .optional("individual_name", emptyable(string(150)))
          .optional("invoice_prefix", string(12))
          .optional(
              "invoice_settings",
              object()
                  .optional("custom_fields", emptyable(list(CustomField.NAME_AND_VALUE, 4)))
                  .optional("default_payment_method", string())
                  .optional("footer", emptyable(string()))
                  .optional("rendering_options", emptyable(CustomField.RENDERING)))
          .optional("metadata", emptyable(metadata()))
          .optional("name", emptyable(string(256)))
          .optional("next_invoice_sequence", integer(1, Integer.MAX_VALUE))
          .optional("phone", emptyable(string(20)))
          .optional("preferred_locales", list(string()))
          .optional(
              "shipping",
              emptyable(
                  object()
                      .required("address", ADDRESS_PARAM)
                      .required("name", string())
                      .optional("phone", string())))
          .optional("source", string())
          .optional("tax_exempt", emptyable(oneOf("exempt", "none", "reverse")))
          .optional("validate", bool());

  private static final ObjectParam CREATE =
      BOTH.optional("payment_method", string())
          .optional("tax", tax("deferred", "immediately"))
          .optional(
              "tax_id_data",
              list(object().required("type", string()).required("value", string()), 5))
          .optional("test_clock", string());

  private static final ObjectParam UPDATE =
      BOTH.optional("default_source", string())
          .optional("tax", tax("auto", "deferred", "immediately"));

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("email", string(512))
              .optional("test_clock", string()));

  private Customers() {}

  static List<Operation> operations() {
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, call -> create(call, call.params())),
        Operation.get(PATH, "list:" + OBJECT, LIST, Customers::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), Customers::retrieve),
        Operation.post(PATH + "/{id}", OBJECT, UPDATE, Customers::update),
        Operation.delete(PATH + "/{id}", OBJECT, object(), Customers::delete));
  }

  /** Creates a customer from these parameters. */
  static ObjectNode create(Call call, ObjectNode params) {
    ObjectNode customer = SHAPE.create();
    customer.put("id", call.ids().next("cus_", 14)).put("created", call.now());
    if (params.has("test_clock")) {
      String clock = params.get("test_clock").textValue();
      ObjectNode found = TestClocks.referenced(call, clock, "test_clock");
      customer.put("test_clock", clock).set("created", found.get("frozen_time"));
    }
    customer.put("invoice_prefix", call.ids().next("", 8).toUpperCase(Locale.ROOT));
    if (params.has("payment_method")) {
      String given = params.get("payment_method").textValue();
      ObjectNode method = PaymentMethods.referenced(call, given, "payment_method");
      PaymentMethods.attachTo(call, method, customer.get("id").textValue());
    }
    apply(call, customer, params);
    customer.set("metadata", Metadata.initial(params.get("metadata")));
    call.table(OBJECT).put(customer);
    call.emit("customer.created", customer);
    return customer;
  }

  private static ObjectNode retrieve(Call call) {
    ObjectNode deleted = call.table(OBJECT).findDeleted(call.id());
    return deleted == null ? call.found(OBJECT, ID) : deleted;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, ID);
    ObjectNode customer = before.deepCopy();
    apply(call, customer, call.params());
    customer.set(
        "metadata",
        Metadata.merge((ObjectNode) customer.get("metadata"), call.params().get("metadata")));
    call.table(OBJECT).put(customer);
    call.emit("customer.updated", customer, before);
    return customer;
  }

  private static void apply(Call call, ObjectNode customer, ObjectNode params) {
    call.refuseReference("source", params.get("source"), "source");
    call.refuseReference("source", params.get("default_source"), "default_source");
    JsonParams.copy(
        params,
        customer,
        "balance",
        "description",
        "email",
        "invoice_prefix",
        "name",
        "next_invoice_sequence",
        "phone",
        "preferred_locales",
        "tax_exempt");
    // These two are absent, not null, where a customer has none.
    JsonParams.copy(params, customer, "business_name", "individual_name");
    for (String name : List.of("business_name", "individual_name")) {
      if (customer.path(name).isNull()) {
        customer.remove(name);
      }
    }
    if (customer.get("tax_exempt").isNull()) {
      customer.put("tax_exempt", "none");
    }
    setObject(customer, params, "address", ADDRESS);
    setObject(customer, params, "shipping", SHIPPING);
    if (customer.path("shipping").get("address") instanceof ObjectNode address) {
      ((ObjectNode) customer.get("shipping")).set("address", ADDRESS.complete(address));
    }
    JsonNode settings = params.get("invoice_settings");
    if (settings instanceof ObjectNode given) {
      if (given.path("default_payment_method").isTextual()) {
        PaymentSources.requireAttached(
            call,
            given.get("default_payment_method").textValue(),
            customer.get("id").textValue(),
            "invoice_settings[default_payment_method]");
      }
      ObjectNode merged = (ObjectNode) customer.get("invoice_settings");
      merged.setAll(given);
      if (given.get("rendering_options") instanceof ObjectNode options) {
        merged.set("rendering_options", RENDERING.complete(options));
      }
    }
  }

  private static void setObject(
      ObjectNode customer, ObjectNode params, String name, Template shape) {
    JsonNode value = params.get(name);
    if (value != null) {
      customer.set(name, shape.complete(value));
    }
  }

  private static ObjectNode delete(Call call) {
    ObjectNode customer = call.found(OBJECT, ID);
    return remove(TestClocks.on(call, customer), customer);
  }

  /** Takes a customer away, and ends their subscriptions. */
  static ObjectNode remove(Call call, ObjectNode customer) {
    SubscriptionEnd.endAllOf(call, customer);
    String id = customer.get("id").textValue();
    ObjectNode remains =
        JsonParams.empty().put("id", id).put("object", OBJECT).put("deleted", true);
    call.table(OBJECT).delete(id, remains);
    call.emit("customer.deleted", customer);
    return remains;
  }

  private static ObjectNode page(Call call) {
    // Who lives on a test clock is shown only to who asks for that clock.
    boolean asked = call.text("test_clock") != null;
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "email", "test_clock")
            .and(customer -> asked || customer.get("test_clock").isNull())
            .and(Lists.within(call, "created")));
  }

  private static ObjectParam tax(String... validations) {
    return object()
        .optional("ip_address", emptyable(string()))
        .optional("validate_location", oneOf(validations));
  }
}
