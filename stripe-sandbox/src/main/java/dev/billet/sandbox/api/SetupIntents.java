package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/setup_intents}: saving a payment method for later, without a payment. */
final class SetupIntents {

  static final String OBJECT = "setup_intent";

  private static final String PATH = "/v1/setup_intents";
  private static final String ID = "intent";

  private static final List<String> OPEN =
      List.of("requires_payment_method", "requires_confirmation", "requires_action");

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "setup_intent", "application": null,
           "automatic_payment_methods": null, "cancellation_reason": null,
           "client_secret": null, "created": 0, "customer": null, "customer_account": null,
           "description": null, "excluded_payment_method_types": null, "flow_directions": null,
           "last_setup_error": null, "latest_attempt": null, "livemode": false, "mandate": null,
           "metadata": {}, "next_action": null, "on_behalf_of": null, "payment_method": null,
           "payment_method_configuration_details": null,
           "payment_method_options": {"card": {"mandate_options": null, "network": null,
                                               "request_three_d_secure": "automatic"}},
           "payment_method_types": ["card"], "single_use_mandate": null,
           "status": "requires_payment_method", "usage": "off_session"}
          """);

  private static final Template AUTOMATIC =
      Template.of("{\"allow_redirects\": \"always\", \"enabled\": true}");

  private static final ObjectParam METHOD =
      object()
          .optional("allowed_payment_method_types", list(string()))
          .optional("payment_method", string())
          .optional("payment_method_data", PaymentMethodDataParams.WITH_INTENT)
          .optional("payment_method_options", PaymentIntentParams.METHOD_OPTIONS);

  private static final ObjectParam CONFIRMATION =
      object()
          .optional("confirmation_token", string())
          .optional("mandate_data", emptyable(PaymentIntentParams.MANDATE_DATA))
          .optional("return_url", url())
          .optional("use_stripe_sdk", bool());

  private static final ObjectParam TERMS =
      object()
          .optional("attach_to_self", bool())
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("description", string(1000))
          .optional("excluded_payment_method_types", emptyable(PaymentMethodParams.EXCLUDED_TYPES))
          .optional("flow_directions", list(oneOf("inbound", "outbound")))
          .optional("metadata", metadata())
          .optional("payment_method_configuration", string())
          .optional("payment_method_types", PaymentMethodParams.TYPES);

  private static final ObjectParam CREATE =
      METHOD
          .including(CONFIRMATION)
          .including(TERMS)
          .optional("automatic_payment_methods", PaymentIntentParams.AUTOMATIC_METHODS)
          .optional("confirm", bool())
          .optional("on_behalf_of", string())
          .optional(
              "single_use",
              object()
                  .required("amount", integer(1, Long.MAX_VALUE))
                  .required("currency", currency()))
          .optional("usage", oneOf("off_session", "on_session"));

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("attach_to_self", bool())
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("payment_method", string()));

  private SetupIntents() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, SetupIntents::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, SetupIntents::page),
        Operation.get(
            one,
            OBJECT,
            object().optional("client_secret", string()),
            call -> call.found(OBJECT, ID)),
        Operation.post(one, OBJECT, METHOD.including(TERMS), SetupIntents::update),
        Operation.post(
            one + "/confirm", OBJECT, METHOD.including(CONFIRMATION), SetupIntents::confirm),
        Operation.post(
            one + "/cancel",
            OBJECT,
            object()
                .optional(
                    "cancellation_reason",
                    oneOf("abandoned", "duplicate", "requested_by_customer")),
            call -> cancel(call, open(call, "cancel"), call.text("cancellation_reason"))));
  }

  /**
   * Creates one for a session, and puts it into its table.
   *
   * @param data the session's {@code setup_intent_data}
   */
  static ObjectNode ofSession(Call call, ObjectNode session, ObjectNode data) {
    ObjectNode intent = begin(call);
    JsonParams.copy(data, intent, "description", "on_behalf_of");
    intent.set("metadata", Metadata.initial(data.get("metadata")));
    JsonParams.copy(session, intent, "customer", "payment_method_types");
    return put(call, intent, "setup_intent.created");
  }

  /** Tries to save a payment method; what comes of it is the intent's status. */
  static ObjectNode attempt(Call call, ObjectNode intent, ObjectNode method) {
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    ObjectNode tried = intent.deepCopy().put("latest_attempt", call.ids().next("setatt_1"));
    tried.set("payment_method", method.get("id"));
    if (does.isRefusedWhenSaved()) {
      return fail(call, tried, method, Decline.named(Objects.requireNonNull(does.decline())));
    }
    boolean challenged =
        does.challenge() == TestMethod.Challenge.ALWAYS
            || does.challenge() == TestMethod.Challenge.UNLESS_SET_UP;
    if (!challenged) {
      return succeed(call, tried, method);
    }
    tried.put("status", "requires_action").putNull("last_setup_error");
    tried.set("next_action", Challenges.nextAction(call, intent));
    return put(call, tried, "setup_intent.requires_action");
  }

  /** Goes on after the buyer has passed the issuer's challenge, or has not. */
  static ObjectNode authenticate(Call call, ObjectNode intent, boolean passed) {
    ObjectNode method =
        PaymentMethods.referenced(
            call, intent.get("payment_method").textValue(), PaymentMethods.OBJECT);
    if (!passed) {
      return fail(call, intent, method, Decline.SETUP_NOT_AUTHENTICATED);
    }
    PaymentMethodFactory.setUp(call, method);
    return succeed(call, intent, method);
  }

  static ObjectNode cancel(Call call, ObjectNode intent, @Nullable String reason) {
    ObjectNode canceled = intent.deepCopy().put("status", "canceled").putNull("next_action");
    canceled.put("cancellation_reason", reason);
    return put(call, canceled, "setup_intent.canceled");
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    ObjectNode intent = begin(call);
    if (!params.has("payment_method_types")) {
      intent.set(
          "automatic_payment_methods",
          AUTOMATIC.complete(JsonParams.object(params, "automatic_payment_methods")));
    }
    JsonParams.copy(params, intent, "on_behalf_of", "usage");
    apply(call, intent);
    put(call, intent, "setup_intent.created");
    return params.path("confirm").asBoolean() ? attempt(call, intent) : intent;
  }

  private static ObjectNode update(Call call) {
    ObjectNode intent = open(call, "update").deepCopy();
    apply(call, intent);
    call.table(OBJECT).put(intent);
    return intent;
  }

  private static ObjectNode confirm(Call call) {
    ObjectNode intent = open(call, "confirm").deepCopy();
    apply(call, intent);
    return attempt(call, intent);
  }

  /** Returns the intent that the path names, or refuses where nothing can be done to it. */
  private static ObjectNode open(Call call, String what) {
    ObjectNode intent = call.found(OBJECT, ID);
    String status = intent.get("status").textValue();
    if (!OPEN.contains(status)) {
      throw ApiError.invalid(
          null,
          "setup_intent_unexpected_state",
          "You cannot "
              + what
              + " this SetupIntent because it has a status of "
              + status
              + ". Only a SetupIntent with one of the following statuses may be used: "
              + String.join(", ", OPEN)
              + ".");
    }
    return intent;
  }

  private static void apply(Call call, ObjectNode intent) {
    ObjectNode params = call.params();
    String customer = call.text("customer");
    if (customer != null) {
      call.referenced(Customers.OBJECT, customer, "customer");
    }
    call.refuseReference("account", params.get("customer_account"), "customer_account");
    call.refuseReference(
        "ConfirmationToken", params.get("confirmation_token"), "confirmation_token");
    JsonParams.copy(
        params,
        intent,
        "attach_to_self",
        "customer",
        "description",
        "excluded_payment_method_types",
        "flow_directions",
        "payment_method_types");
    intent.set(
        "metadata", Metadata.merge((ObjectNode) intent.get("metadata"), params.get("metadata")));
    String id = call.text("payment_method");
    ObjectNode method =
        id != null
            ? PaymentMethods.referenced(call, id, "payment_method")
            : params.get("payment_method_data") instanceof ObjectNode data
                ? PaymentMethodFactory.create(call, data, "payment_method_data")
                : null;
    if (method != null) {
      PaymentMethods.refuseDetached(call, method);
      intent.put("status", "requires_confirmation").set("payment_method", method.get("id"));
    }
  }

  /** As {@link #attempt(Call, ObjectNode, ObjectNode)}, for a client: a failure is an error. */
  private static ObjectNode attempt(Call call, ObjectNode intent) {
    JsonNode id = intent.path("payment_method");
    if (!id.isTextual()) {
      throw ApiError.invalid(
          null,
          "setup_intent_unexpected_state",
          "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.");
    }
    Challenges.returnTo(call, intent, call.text("return_url"));
    ObjectNode method = PaymentMethods.referenced(call, id.textValue(), "payment_method");
    ObjectNode after = attempt(call, intent, method);
    if (!after.get("status").textValue().equals("requires_payment_method")) {
      return after;
    }
    ObjectNode error = ((ObjectNode) after.get("last_setup_error")).deepCopy();
    error.set("setup_intent", after);
    throw ApiError.of(
            402,
            error.get("type").textValue(),
            error.get("code").textValue(),
            error.path("param").textValue(),
            error.get("message").textValue())
        .keepingChanges(error);
  }

  private static ObjectNode succeed(Call call, ObjectNode intent, ObjectNode method) {
    ObjectNode done = intent.deepCopy().put("status", "succeeded").putNull("next_action");
    done.putNull("last_setup_error");
    if (!method.get("type").textValue().equals("card")) {
      done.put("mandate", call.ids().next("mandate_1"));
    }
    put(call, done, "setup_intent.succeeded");
    if (done.path("customer").isTextual()) {
      PaymentMethods.attachTo(call, method, done.get("customer").textValue());
    }
    return done;
  }

  private static ObjectNode fail(Call call, ObjectNode intent, ObjectNode method, Decline decline) {
    ObjectNode failed = intent.deepCopy().put("status", "requires_payment_method");
    failed.putNull("payment_method").putNull("next_action");
    failed.set("last_setup_error", decline.error(method, null));
    return put(call, failed, "setup_intent.setup_failed");
  }

  private static ObjectNode begin(Call call) {
    ObjectNode intent = SHAPE.create();
    String id = call.ids().next("seti_1");
    intent.put("id", id).put("created", call.now());
    return intent.put("client_secret", id + "_secret_" + call.ids().next("", 28));
  }

  private static ObjectNode put(Call call, ObjectNode intent, String event) {
    call.table(OBJECT).put(intent);
    call.emit(event, intent);
    return intent;
  }

  private static ObjectNode page(Call call) {
    JsonNode self = call.params().get("attach_to_self");
    Predicate<ObjectNode> wanted =
        intent -> self == null || intent.path("attach_to_self").asBoolean() == self.asBoolean();
    return Lists.page(
        call,
        OBJECT,
        PATH,
        wanted
            .and(Lists.equal(call, "customer", "customer_account", "payment_method"))
            .and(Lists.within(call, "created")));
  }
}
