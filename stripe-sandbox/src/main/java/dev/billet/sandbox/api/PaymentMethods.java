package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/payment_methods}, and a customer's. */
final class PaymentMethods {

  static final String OBJECT = "payment_method";

  private static final String NOUN = "PaymentMethod";
  private static final String PATH = "/v1/payment_methods";
  private static final String OF_CUSTOMER = "/v1/customers/{id}/payment_methods";

  private static final ObjectParam FILTERS =
      object()
          .optional("allow_redisplay", PaymentMethodDataParams.REDISPLAY)
          .optional("type", PaymentMethodDataParams.TYPE);

  private static final ObjectParam LIST =
      Lists.paged(FILTERS.optional("customer", string()).optional("customer_account", string()));

  private static final ObjectParam UPDATE =
      object()
          .optional("allow_redisplay", PaymentMethodDataParams.REDISPLAY)
          .optional("billing_details", PaymentMethodDataParams.BILLING_DETAILS)
          .optional(
              "card",
              object()
                  .optional("exp_month", integer(1, 12))
                  .optional("exp_year", integer())
                  .optional(
                      "networks",
                      object()
                          .optional(
                              "preferred",
                              emptyable(oneOf("cartes_bancaires", "mastercard", "visa")))))
          .optional("metadata", metadata())
          .optional("payto", PaymentMethodDataParams.PAYTO)
          .optional("us_bank_account", PaymentMethodDataParams.US_ACCOUNT_UPDATE);

  private static final ObjectParam ATTACH =
      object()
          .optional("customer", string())
          .optional("customer_account", string())
          .exactlyOne("customer", "customer_account");

  private PaymentMethods() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, PaymentMethodDataParams.CREATE, PaymentMethods::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, PaymentMethods::page),
        Operation.get(one, OBJECT, object(), call -> named(call, call.id())),
        Operation.post(one, OBJECT, UPDATE, PaymentMethods::update),
        Operation.post(one + "/attach", OBJECT, ATTACH, PaymentMethods::attach),
        Operation.post(one + "/detach", OBJECT, object(), PaymentMethods::detach),
        Operation.get(
            OF_CUSTOMER, "list:" + OBJECT, Lists.paged(FILTERS), PaymentMethods::ofCustomer));
  }

  /**
   * Returns the payment method that a parameter names. An id such as {@code pm_card_visa} stands
   * for a new one of that test card each time.
   */
  static ObjectNode referenced(Call call, String id, String param) {
    ObjectNode found = find(call, id);
    if (found == null) {
      throw ApiError.noSuch(NOUN, id, param);
    }
    return found;
  }

  /** Lets a customer use a payment method again; nothing happens where it is theirs already. */
  static ObjectNode attachTo(Call call, ObjectNode method, String customer) {
    if (method.path("customer").asText("").equals(customer)) {
      return method;
    }
    ObjectNode attached = method.deepCopy().put("customer", customer);
    call.table(OBJECT).put(attached);
    call.emit("payment_method.attached", attached);
    return attached;
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    String customer = call.text("customer");
    if (customer != null) {
      call.referenced(Customers.OBJECT, customer, "customer");
    }
    String original = call.text("payment_method");
    if (original != null) {
      return PaymentMethodFactory.copy(call, referenced(call, original, "payment_method"));
    }
    if (!params.has("type")) {
      throw ApiError.missing("type");
    }
    return PaymentMethodFactory.create(call, params, "");
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = named(call, call.id());
    ObjectNode method = before.deepCopy();
    ObjectNode params = call.params();
    JsonParams.copy(params, method, "allow_redisplay");
    PaymentMethodFactory.setBillingDetails(method, params);
    for (String type : List.of("card", "us_bank_account")) {
      if (!params.has(type)) {
        continue;
      }
      if (!method.path("type").asText().equals(type)) {
        throw ApiError.invalid(
            type, "You passed a `" + type + "` hash, but the PaymentMethod is of another type.");
      }
      ObjectNode details = (ObjectNode) method.get(type);
      JsonParams.copy(
          JsonParams.object(params, type),
          details,
          "account_holder_type",
          "account_type",
          "exp_month",
          "exp_year");
    }
    method.set(
        "metadata", Metadata.merge((ObjectNode) method.get("metadata"), params.get("metadata")));
    call.table(OBJECT).put(method);
    call.emit("payment_method.updated", method, before);
    return method;
  }

  private static ObjectNode attach(Call call) {
    ObjectNode method = named(call, call.id());
    String customer = Objects.requireNonNullElse(call.text("customer"), "");
    call.refuseReference("account", call.params().get("customer_account"), "customer_account");
    call.referenced(Customers.OBJECT, customer, "customer");
    String owner = method.path("customer").asText("");
    if (!owner.isEmpty() && !owner.equals(customer) && !method.path("customer").isNull()) {
      throw ApiError.invalid(
          null, "The payment method you provided has already been attached to a customer.");
    }
    refuseDetached(call, method);
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    if (does.isRefusedWhenSaved()) {
      throw Decline.named(Objects.requireNonNull(does.decline())).refusal(null);
    }
    return attachTo(call, method, customer);
  }

  /** A payment method that was detached, or used up by a payment, is of no more use. */
  static void refuseDetached(Call call, ObjectNode method) {
    if (PaymentMethodFactory.isSpent(call, method)) {
      throw ApiError.invalid(
          null,
          "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.");
    }
  }

  private static ObjectNode detach(Call call) {
    ObjectNode before = named(call, call.id());
    if (before.path("customer").isNull()) {
      throw ApiError.invalid(
          null,
          "The payment method you provided is not attached to a customer so detachment is impossible.");
    }
    ObjectNode method = before.deepCopy().putNull("customer");
    call.table(OBJECT).put(method);
    PaymentMethodFactory.spend(call, method);
    call.emit("payment_method.detached", method, before);
    return method;
  }

  private static ObjectNode named(Call call, String id) {
    ObjectNode found = find(call, id);
    if (found == null) {
      throw ApiError.notFound(NOUN, id, OBJECT);
    }
    return found;
  }

  private static @Nullable ObjectNode find(Call call, String id) {
    TestCards.TestCard card = TestCards.named(id, "pm_card_");
    if (card != null) {
      return PaymentMethodFactory.of(call, card);
    }
    return call.table(OBJECT).find(id);
  }

  private static ObjectNode page(Call call) {
    return page(call, PATH, call.text("customer"));
  }

  private static ObjectNode ofCustomer(Call call) {
    call.found(Customers.OBJECT, "customer");
    return page(call, OF_CUSTOMER.replace("{id}", call.id()), call.id());
  }

  /** Without a customer the list is empty: Stripe lists only what belongs to somebody. */
  private static ObjectNode page(Call call, String url, @Nullable String customer) {
    Predicate<ObjectNode> theirs =
        method -> customer != null && customer.equals(method.path("customer").asText());
    return Lists.page(call, OBJECT, url, theirs.and(Lists.equal(call, "allow_redisplay", "type")));
  }
}
