package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** {@code /v1/checkout/sessions}, except for how a session is made and how one is paid. */
final class CheckoutSessions {

  static final String OBJECT = "checkout.session";
  static final String PATH = "/v1/checkout/sessions";

  private static final String ID = "session";

  private CheckoutSessions() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CheckoutSessionParams.CREATE, CheckoutSessionFactory::create),
        Operation.get(PATH, "list:" + OBJECT, CheckoutSessionParams.LIST, CheckoutSessions::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, ID)),
        Operation.post(one, OBJECT, CheckoutSessionParams.UPDATE, CheckoutSessions::update),
        Operation.post(one + "/expire", OBJECT, object(), CheckoutSessions::expire),
        Operation.get(
            one + "/line_items",
            "list:" + LineItems.OBJECT,
            CheckoutSessionParams.LINE_ITEMS,
            CheckoutSessions::lineItems));
  }

  /** Expires a session whose time has come, unless something else happened to it before. */
  static void expireByTime(Call call, String id) {
    ObjectNode session = call.table(OBJECT).find(id);
    if (session != null && isOpen(session)) {
      putExpired(call, session);
    }
  }

  static boolean isOpen(ObjectNode session) {
    return "open".equals(session.get("status").textValue());
  }

  /** Notes that an open session expires by itself. */
  static void scheduleExpiry(Call call, ObjectNode session) {
    call.account()
        .schedule(
            new Due(session.get("expires_at").longValue(), OBJECT, session.get("id").textValue()));
  }

  private static ObjectNode update(Call call) {
    ObjectNode session = call.found(OBJECT, ID).deepCopy();
    for (String name : List.of("line_items", "shipping_options", "collected_information")) {
      if (call.params().has(name)) {
        throw ApiError.invalid(
            name,
            "`"
                + name
                + "` can not be updated when `ui_mode` is `"
                + session.path("ui_mode").asText()
                + "`.");
      }
    }
    ObjectNode before = (ObjectNode) session.get("metadata");
    session.set("metadata", Metadata.merge(before, call.params().get("metadata")));
    call.table(OBJECT).put(session);
    return session;
  }

  private static ObjectNode expire(Call call) {
    ObjectNode session = call.found(OBJECT, ID);
    if (!isOpen(session)) {
      throw ApiError.invalid(
          null,
          "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `%s`."
              .formatted(session.get("status").textValue()));
    }
    return putExpired(call, session);
  }

  private static ObjectNode putExpired(Call call, ObjectNode session) {
    ObjectNode expired = session.deepCopy();
    expired.put("status", "expired").putNull("url");
    call.table(OBJECT).put(expired);
    call.emit("checkout.session.expired", expired);
    SessionPayments.abandon(call, expired);
    return expired;
  }

  private static ObjectNode lineItems(Call call) {
    call.found(OBJECT, ID);
    return Lists.page(
        call,
        LineItems.OBJECT,
        LineItems.of(call.account(), call.id()),
        PATH + "/" + call.id() + "/line_items");
  }

  private static ObjectNode page(Call call) {
    JsonNode email = call.params().path("customer_details").get("email");
    Predicate<ObjectNode> buyer =
        session ->
            email == null || Objects.equals(email, session.path("customer_details").get("email"));
    return Lists.page(
        call,
        OBJECT,
        PATH,
        buyer
            .and(
                Lists.equal(
                    call,
                    "customer",
                    "customer_account",
                    "payment_intent",
                    "payment_link",
                    "status",
                    "subscription"))
            .and(Lists.within(call, "created")));
  }
}
