package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/subscriptions}: which there are, and what each of them looks like. */
final class Subscriptions {

  static final String OBJECT = "subscription";
  static final String PATH = "/v1/subscriptions";

  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");

  static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "subscription", "application": null,
           "application_fee_percent": null,
           "automatic_tax": {"disabled_reason": null, "enabled": false, "liability": null},
           "billing_cycle_anchor": 0, "billing_cycle_anchor_config": null,
           "billing_mode": {"flexible": {"proration_discounts": "included"}, "type": "flexible"},
           "billing_schedules": [], "billing_thresholds": null, "cancel_at": null,
           "cancel_at_period_end": false, "canceled_at": null,
           "cancellation_details": {"comment": null, "feedback": null, "reason": null},
           "collection_method": "charge_automatically", "created": 0, "currency": null,
           "customer": null, "customer_account": null, "days_until_due": null,
           "default_payment_method": null, "default_source": null, "default_tax_rates": [],
           "description": null, "discounts": [], "ended_at": null,
           "invoice_settings": {"account_tax_ids": null, "custom_fields": null,
                                "description": null, "footer": null,
                                "issuer": {"type": "self"}},
           "items": {"object": "list", "data": [], "has_more": false, "url": null},
           "latest_invoice": null, "livemode": false, "managed_payments": null, "metadata": {},
           "next_pending_invoice_item_invoice": null, "on_behalf_of": null,
           "pause_collection": null,
           "payment_settings": {"payment_method_options": null, "payment_method_types": null,
                                "save_default_payment_method": "off"},
           "pending_invoice_item_interval": null, "pending_setup_intent": null,
           "pending_update": null, "schedule": null, "start_date": 0, "status": "active",
           "test_clock": null, "transfer_data": null, "trial_end": null,
           "trial_settings": {"end_behavior": {"missing_payment_method": "create_invoice"}},
           "trial_start": null}
          """);

  private Subscriptions() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, SubscriptionParams.CREATE, SubscriptionFactory::create),
        Operation.get(PATH, "list:" + OBJECT, SubscriptionParams.LIST, Subscriptions::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, "id")),
        Operation.post(one, OBJECT, SubscriptionParams.UPDATE, SubscriptionUpdate::update),
        Operation.delete(one, OBJECT, SubscriptionParams.CANCEL, SubscriptionEnd::cancel),
        Operation.post(
            one + "/resume", OBJECT, SubscriptionParams.RESUME, SubscriptionEnd::resume));
  }

  /** Returns the list object that a customer's {@code subscriptions} expand to. */
  static ObjectNode of(Account account, ObjectNode customer) {
    List<ObjectNode> running =
        account.table(OBJECT).newestFirst().stream()
            .filter(subscription -> subscription.get("customer").equals(customer.get("id")))
            .filter(subscription -> !isEnded(subscription))
            .limit(11)
            .toList();
    String url = "/v1/customers/" + customer.get("id").textValue() + "/subscriptions";
    return Lists.of(running.subList(0, Math.min(10, running.size())), running.size() > 10, url);
  }

  static String status(ObjectNode subscription) {
    return subscription.get("status").textValue();
  }

  static boolean isEnded(ObjectNode subscription) {
    return ENDED.contains(status(subscription));
  }

  /** Puts a changed subscription in the place of the one before, and tells of the change. */
  static ObjectNode put(Call call, ObjectNode after, ObjectNode before) {
    call.table(OBJECT).put(after);
    call.emit("customer.subscription.updated", after, before);
    return after;
  }

  /** Returns the subscription with this id, or null where there is none. */
  static @Nullable ObjectNode find(Call call, String id) {
    return call.table(OBJECT).find(id);
  }

  /** Returns when the period ends that ends first. */
  static long periodEnd(ObjectNode subscription) {
    return SubscriptionItems.of(subscription).stream()
        .mapToLong(item -> item.get("current_period_end").longValue())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        inStatus(call.text("status"))
            .and(priced(call))
            .and(onClock(call))
            .and(
                Lists.equal(
                    call, "collection_method", "customer", "customer_account", "test_clock"))
            .and(Lists.within(call, "created"))
            .and(
                subscription ->
                    SubscriptionItems.of(subscription).stream()
                        .anyMatch(
                            Lists.within(call, "current_period_end")
                                .and(Lists.within(call, "current_period_start")))));
  }

  private static Predicate<ObjectNode> inStatus(@Nullable String status) {
    return subscription -> {
      String has = status(subscription);
      if (status == null) {
        return !has.equals("canceled");
      }
      return switch (status) {
        case "all" -> true;
        case "ended" -> ENDED.contains(has);
        default -> status.equals(has);
      };
    };
  }

  private static Predicate<ObjectNode> priced(Call call) {
    String price = call.text(call.params().has("price") ? "price" : "plan");
    return subscription ->
        price == null
            || SubscriptionItems.of(subscription).stream()
                .anyMatch(item -> item.path("price").path("id").asText().equals(price));
  }

  /** What lives on a test clock is shown only to who asks for that clock or for that customer. */
  private static Predicate<ObjectNode> onClock(Call call) {
    boolean asked = call.text("test_clock") != null || call.text("customer") != null;
    return subscription -> asked || subscription.get("test_clock").isNull();
  }
}
