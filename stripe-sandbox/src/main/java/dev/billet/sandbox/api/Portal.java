package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** What a customer sees and does in the billing portal. Safe for use by several threads. */
public final class Portal {

  /**
   * The portal as its customer sees it; not to be changed.
   *
   * @param session the portal session
   * @param configuration what may be done
   * @param customer whose it is
   * @param subscriptions the customer's, newest first, each price's product expanded
   * @param invoices the customer's, newest first, without drafts
   */
  public record View(
      ObjectNode session,
      ObjectNode configuration,
      ObjectNode customer,
      List<ObjectNode> subscriptions,
      List<ObjectNode> invoices) {

    /** Returns whether the portal lets its customer do this. */
    public boolean allows(String feature) {
      return configuration.path("features").path(feature).path("enabled").asBoolean();
    }
  }

  private final StripeApi api;
  private final Accounts accounts;

  /** Lets the customers of these accounts in. */
  public Portal(StripeApi api, Accounts accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  /** Returns the portal behind the end of a session's URL. */
  public Optional<View> find(String token) {
    return with(token, call -> {});
  }

  /**
   * Ends a subscription of the portal's customer as the portal's configuration says, or takes that
   * back; nothing happens where the portal does not let them, or where it is not theirs.
   *
   * @param ends whether it is to end
   * @return the portal afterwards
   */
  public Optional<View> setEnding(String token, String subscription, boolean ends) {
    Optional<View> view = find(token);
    boolean may =
        view.isPresent()
            && view.get().allows("subscription_cancel")
            && view.get().subscriptions().stream()
                .anyMatch(one -> one.path("id").asText().equals(subscription));
    if (!may) {
      return view;
    }
    boolean now =
        view.get()
            .configuration()
            .path("features")
            .path("subscription_cancel")
            .path("mode")
            .asText()
            .equals("immediately");
    return with(token, call -> setEnding(call, subscription, ends, now));
  }

  private static void setEnding(Call call, String id, boolean ends, boolean now) {
    ObjectNode before = Subscriptions.find(call, id);
    if (before == null || Subscriptions.isEnded(before)) {
      return;
    }
    Call then = TestClocks.on(call, before);
    ObjectNode after = before.deepCopy();
    if (ends && now) {
      SubscriptionEnd.end(then, after, "cancellation_requested");
      return;
    }
    SubscriptionUpdate.applyEnd(then, after, JsonParams.empty().put("cancel_at_period_end", ends));
    Subscriptions.put(then, after, before);
    Agenda.subscription(then, after);
  }

  private Optional<View> with(String token, Consumer<Call> action) {
    for (Account account : accounts.all()) {
      Optional<View> view =
          api.inAccount(
              account,
              JsonParams.empty(),
              token,
              Cause.NONE,
              call -> {
                Optional<ObjectNode> session = session(call);
                session.ifPresent(found -> action.accept(call));
                return session.flatMap(found -> view(call, found));
              });
      if (view.isPresent()) {
        return view;
      }
    }
    return Optional.empty();
  }

  private static Optional<ObjectNode> session(Call call) {
    String end = "/p/session/" + call.id();
    return call.table(PortalSessions.OBJECT).newestFirst().stream()
        .filter(session -> session.get("url").textValue().endsWith(end))
        .findFirst();
  }

  private static Optional<View> view(Call call, ObjectNode session) {
    ObjectNode customer = call.table(Customers.OBJECT).find(session.get("customer").textValue());
    ObjectNode configuration =
        call.table(PortalConfigurations.OBJECT).find(session.get("configuration").textValue());
    if (customer == null || configuration == null) {
      return Optional.empty();
    }
    return Optional.of(
        new View(
            session,
            configuration,
            customer,
            theirs(call, Subscriptions.OBJECT, customer).stream()
                .map(
                    one ->
                        Expansion.apply(
                            call.account(),
                            Subscriptions.OBJECT,
                            one,
                            List.of("items.data.price.product")))
                .toList(),
            theirs(call, Invoices.OBJECT, customer).stream()
                .filter(invoice -> !invoice.get("status").textValue().equals("draft"))
                .toList()));
  }

  private static List<ObjectNode> theirs(Call call, String object, ObjectNode customer) {
    return call.table(object).newestFirst().stream()
        .filter(one -> Objects.equals(one.get("customer"), customer.get("id")))
        .toList();
  }
}
