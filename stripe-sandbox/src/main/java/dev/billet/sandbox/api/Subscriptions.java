package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /v1/subscriptions}, as far as Checkout makes them. */
final class Subscriptions {

  static final String OBJECT = "subscription";

  private static final String PATH = "/v1/subscriptions";
  private static final Set<String> ENDED = Set.of("canceled", "incomplete_expired");

  private static final Template SHAPE =
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

  private static final Template ITEM =
      Template.of(
          """
          {"id": null, "object": "subscription_item", "billing_thresholds": null, "created": 0,
           "current_period_end": 0, "current_period_start": 0, "discounts": [], "metadata": {},
           "plan": null, "price": null, "subscription": null, "tax_rates": []}
          """);

  private static final Template PLAN =
      Template.of(
          """
          {"id": null, "object": "plan", "active": true, "amount": null, "amount_decimal": null,
           "billing_scheme": "per_unit", "created": 0, "currency": null, "interval": null,
           "interval_count": 1, "livemode": false, "metadata": {}, "meter": null,
           "nickname": null, "product": null, "tiers_mode": null, "transform_usage": null,
           "trial_period_days": null, "usage_type": "licensed"}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("automatic_tax", object().required("enabled", bool()))
              .optional("collection_method", oneOf("charge_automatically", "send_invoice"))
              .optional("created", range())
              .optional("current_period_end", range())
              .optional("current_period_start", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("plan", string())
              .optional("price", string())
              .optional(
                  "status",
                  oneOf(
                      ("active all canceled ended incomplete incomplete_expired past_due paused"
                              + " trialing unpaid")
                          .split(" ", -1)))
              .optional("test_clock", string()));

  private Subscriptions() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, Subscriptions::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, "id")));
  }

  /** Returns the list object that a customer's {@code subscriptions} expand to. */
  static ObjectNode of(Account account, ObjectNode customer) {
    List<ObjectNode> running =
        account.table(OBJECT).newestFirst().stream()
            .filter(subscription -> subscription.get("customer").equals(customer.get("id")))
            .filter(subscription -> !ENDED.contains(subscription.get("status").textValue()))
            .limit(11)
            .toList();
    String url = "/v1/customers/" + customer.get("id").textValue() + "/subscriptions";
    return Lists.of(running.subList(0, Math.min(10, running.size())), running.size() > 10, url);
  }

  /**
   * Creates one for a session that is being paid.
   *
   * @param data the session's {@code subscription_data}
   * @param items the session's line items in full; those with a one-time price are left out
   */
  static ObjectNode create(Call call, ObjectNode session, ObjectNode data, List<ObjectNode> items) {
    ObjectNode subscription = SHAPE.create();
    String id = call.ids().next("sub_1");
    subscription.put("id", id).put("created", call.now()).put("start_date", call.now());
    subscription.put("billing_cycle_anchor", call.now());
    JsonParams.copy(session, subscription, "currency", "customer");
    JsonParams.copy(data, subscription, "application_fee_percent", "description", "on_behalf_of");
    JsonParams.copy(data, subscription, "trial_settings");
    subscription.set("metadata", Metadata.initial(data.get("metadata")));
    long periodEnd = trialEnd(call, data);
    if (periodEnd > 0) {
      subscription.put("status", "trialing").put("trial_start", call.now());
      subscription.put("trial_end", periodEnd).put("billing_cycle_anchor", periodEnd);
    }
    ObjectNode list = (ObjectNode) subscription.get("items");
    list.put("url", "/v1/subscription_items?subscription=" + id);
    for (ObjectNode item : items) {
      if (item.path("price").get("recurring") instanceof ObjectNode terms) {
        long end = periodEnd > 0 ? periodEnd : periodEnd(call.now(), terms);
        list.withArrayProperty("data").add(item(call, id, item, end));
      }
    }
    call.table(OBJECT).put(subscription);
    return subscription;
  }

  /** Returns when a session's trial ends, or 0 where it has none. */
  static long trialEnd(Call call, ObjectNode data) {
    if (data.has("trial_end")) {
      return data.get("trial_end").longValue();
    }
    long days = data.path("trial_period_days").asLong();
    return days == 0 ? 0 : call.now() + days * 24 * 60 * 60;
  }

  private static ObjectNode item(Call call, String subscription, ObjectNode lineItem, long end) {
    ObjectNode item = ITEM.create();
    ObjectNode price = (ObjectNode) lineItem.get("price");
    item.put("id", call.ids().next("si_", 14)).put("created", call.now());
    item.put("current_period_start", call.now()).put("current_period_end", end);
    item.put("subscription", subscription);
    item.set("price", price);
    item.set("plan", plan(price));
    if (!lineItem.path("quantity").isNull()) {
      item.set("quantity", lineItem.get("quantity"));
    }
    return item;
  }

  /** A recurring price as it was shown before there were prices; Stripe still shows both. */
  private static ObjectNode plan(ObjectNode price) {
    ObjectNode plan = PLAN.create();
    JsonParams.copy(
        price,
        plan,
        "id",
        "active",
        "billing_scheme",
        "created",
        "currency",
        "metadata",
        "nickname",
        "product",
        "tiers_mode");
    plan.set("amount", price.get("unit_amount"));
    plan.set("amount_decimal", price.get("unit_amount_decimal"));
    JsonParams.copy(
        (ObjectNode) price.get("recurring"),
        plan,
        "interval",
        "interval_count",
        "meter",
        "trial_period_days",
        "usage_type");
    return plan;
  }

  private static long periodEnd(long start, ObjectNode terms) {
    long count = terms.get("interval_count").longValue();
    ZonedDateTime from = Instant.ofEpochSecond(start).atZone(ZoneOffset.UTC);
    ZonedDateTime end =
        switch (terms.get("interval").textValue()) {
          case "day" -> from.plusDays(count);
          case "week" -> from.plusWeeks(count);
          case "month" -> from.plusMonths(count);
          default -> from.plusYears(count);
        };
    return end.toEpochSecond();
  }

  private static ObjectNode page(Call call) {
    String status = call.text("status");
    Predicate<ObjectNode> inStatus =
        subscription -> {
          String has = subscription.get("status").textValue();
          if (status == null) {
            return !has.equals("canceled");
          }
          return switch (status) {
            case "all" -> true;
            case "ended" -> ENDED.contains(has);
            default -> status.equals(has);
          };
        };
    String price = Objects.requireNonNullElse(call.text("price"), "");
    Predicate<ObjectNode> priced =
        subscription ->
            price.isEmpty()
                || subscription
                    .path("items")
                    .path("data")
                    .valueStream()
                    .anyMatch(item -> item.path("price").path("id").asText().equals(price));
    return Lists.page(
        call,
        OBJECT,
        PATH,
        inStatus
            .and(priced)
            .and(Lists.equal(call, "collection_method", "customer", "customer_account"))
            .and(Lists.within(call, "created")));
  }
}
