package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a buyer does to a session, on the hosted page or in the place of it. Safe for use by several
 * threads: of two payments at once, one pays and the other finds the session paid.
 */
public final class Buying {

  /**
   * A session as its buyer sees it; not to be changed.
   *
   * @param session the session object
   * @param items its line items in full, each price's product expanded
   * @param trial whether a trial lets the recurring part begin later
   */
  public record View(ObjectNode session, List<ObjectNode> items, boolean trial) {}

  private final StripeApi api;
  private final Accounts accounts;

  /** Lets buyers at the sessions of these accounts. */
  public Buying(StripeApi api, Accounts accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  /** Returns the session with this id, in whichever account it is. */
  public Optional<View> find(String session) {
    for (Account account : accounts.all()) {
      Optional<View> view =
          api.inAccount(account, JsonParams.empty(), session, Cause.NONE, Buying::view);
      if (view.isPresent()) {
        return view;
      }
    }
    return Optional.empty();
  }

  /**
   * Pays a session, if it is still open.
   *
   * @param email the buyer's, as they typed it
   * @return the session afterwards, or empty where there is none
   */
  public Optional<View> pay(String session, String email) {
    for (Account account : accounts.all()) {
      Optional<View> view =
          api.inAccount(
              account,
              JsonParams.empty(),
              session,
              Cause.NONE,
              call -> {
                ObjectNode found = call.table(CheckoutSessions.OBJECT).find(session);
                if (found != null && CheckoutSessions.isOpen(found)) {
                  complete(call, found.deepCopy(), email);
                }
                return view(call);
              });
      if (view.isPresent()) {
        return view;
      }
    }
    return Optional.empty();
  }

  private static Optional<View> view(Call call) {
    ObjectNode session = call.table(CheckoutSessions.OBJECT).find(call.id());
    if (session == null) {
      return Optional.empty();
    }
    List<ObjectNode> items =
        LineItems.of(call.account(), call.id()).stream()
            .map(
                item ->
                    Expansion.apply(
                        call.account(), LineItems.OBJECT, item, List.of("price.product")))
            .toList();
    ObjectNode data = JsonParams.object(order(call), "subscription_data");
    return Optional.of(new View(session, items, Subscriptions.trialEnd(call, data) > 0));
  }

  private static ObjectNode order(Call call) {
    return Objects.requireNonNull(call.table(LineItems.ORDERS).find(call.id()));
  }

  private static void complete(Call call, ObjectNode session, String email) {
    ObjectNode order = order(call);
    session.put("status", "complete").putNull("url");
    setBuyer(call, session, email);
    List<ObjectNode> items = LineItems.of(call.account(), call.id());
    if (session.get("payment_status").textValue().equals("unpaid")) {
      session.put("payment_status", "paid");
    }
    switch (session.get("mode").textValue()) {
      case "payment" -> completePayment(call, session, order, items);
      case "subscription" -> completeSubscription(call, session, order, items);
      default -> {}
    }
    call.table(CheckoutSessions.OBJECT).put(session);
    call.emit("checkout.session.completed", session);
  }

  private static void completePayment(
      Call call, ObjectNode session, ObjectNode order, List<ObjectNode> items) {
    if (session.get("amount_total").longValue() > 0) {
      ObjectNode data = JsonParams.object(order, "payment_intent_data");
      session.set("payment_intent", PaymentIntents.createSucceeded(call, session, data).get("id"));
    }
    if (JsonParams.flag(JsonParams.object(session, "invoice_creation"), "enabled", false)) {
      session.set("invoice", Invoices.createPaid(call, session, items, null).get("id"));
    }
  }

  private static void completeSubscription(
      Call call, ObjectNode session, ObjectNode order, List<ObjectNode> items) {
    ObjectNode data = JsonParams.object(order, "subscription_data");
    ObjectNode subscription = Subscriptions.create(call, session, data, items);
    JsonNode invoice = Invoices.createPaid(call, session, items, subscription).get("id");
    session.set("subscription", subscription.get("id"));
    session.set("invoice", invoice);
    ObjectNode invoiced = subscription.deepCopy();
    invoiced.set("latest_invoice", invoice);
    call.table(Subscriptions.OBJECT).put(invoiced);
    call.emit("customer.subscription.created", invoiced);
  }

  private static void setBuyer(Call call, ObjectNode session, String email) {
    ObjectNode details =
        session.get("customer_details") instanceof ObjectNode known
            ? known.deepCopy()
            : CheckoutSessionFactory.CUSTOMER_DETAILS.create();
    details.put("email", email);
    session.set("customer_details", details);
    boolean wanted = session.path("customer_creation").asText().equals("always");
    if (wanted && session.get("customer").isNull()) {
      ObjectNode customer = Customers.create(call, JsonParams.empty().put("email", email));
      session.set("customer", customer.get("id"));
    }
  }
}
