package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Table;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code expand[]}: which members of which objects can be expanded, and doing it.
 *
 * <p>Paths are judged before an operation runs, by the types alone, so that a wrong one changes
 * nothing; they are followed afterwards, on a copy of the answer.
 */
final class Expansion {

  private static final int MAX_DEPTH = 4;

  /** A type of which the sandbox holds no object: what leads there is always null. */
  private static final String NONE = "none";

  /** What a member leads to: an object of that type, or a list of them, there by id or in full. */
  private record Edge(
      String type, @Nullable BiFunction<Account, ObjectNode, ? extends JsonNode> include) {
    Edge(String type) {
      this(type, null);
    }
  }

  private static final Map<String, Map<String, Edge>> EDGES =
      Map.ofEntries(
          Map.entry(
              "checkout.session",
              Map.ofEntries(
                  Map.entry("customer", new Edge("customer")),
                  Map.entry("discounts", new Edge("checkout.session.discount")),
                  Map.entry("invoice", new Edge("invoice")),
                  Map.entry("payment_intent", new Edge("payment_intent")),
                  Map.entry("payment_link", new Edge("payment_link")),
                  Map.entry("setup_intent", new Edge("setup_intent")),
                  Map.entry("shipping_cost", new Edge("shipping_cost")),
                  Map.entry("shipping_options", new Edge("shipping_cost")),
                  Map.entry("subscription", new Edge("subscription")),
                  Map.entry("line_items", new Edge("list:item", LineItems::firstPage)))),
          Map.entry("shipping_cost", Map.of("shipping_rate", new Edge("shipping_rate"))),
          Map.entry("item", Map.of("price", new Edge("price"))),
          Map.entry(
              "price",
              Map.of(
                  "currency_options", new Edge("currency_options", CurrencyOptions::of),
                  "product", new Edge("product"),
                  "tiers", new Edge("price.tier", Tiers::of))),
          Map.entry(
              "product",
              Map.of("default_price", new Edge("price"), "tax_code", new Edge("tax_code"))),
          Map.entry(
              "customer",
              Map.of(
                  "default_source", new Edge(NONE),
                  "invoice_settings", new Edge("customer.invoice_settings"),
                  "subscriptions", new Edge("list:subscription", Subscriptions::of),
                  "test_clock", new Edge("test_helpers.test_clock"))),
          Map.entry(
              "customer.invoice_settings",
              Map.of("default_payment_method", new Edge("payment_method"))),
          Map.entry(
              "payment_intent",
              Map.of(
                  "application", new Edge(NONE),
                  "customer", new Edge("customer"),
                  "latest_charge", new Edge("charge"),
                  "on_behalf_of", new Edge(NONE),
                  "payment_method", new Edge("payment_method"),
                  "review", new Edge(NONE),
                  "source", new Edge(NONE))),
          Map.entry(
              "setup_intent",
              Map.of(
                  "application", new Edge(NONE),
                  "customer", new Edge("customer"),
                  "latest_attempt", new Edge(NONE),
                  "mandate", new Edge(NONE),
                  "on_behalf_of", new Edge(NONE),
                  "payment_method", new Edge("payment_method"),
                  "single_use_mandate", new Edge(NONE))),
          Map.entry("payment_method", Map.of("customer", new Edge("customer"))),
          Map.entry(
              "charge",
              Map.of(
                  "application", new Edge(NONE),
                  "application_fee", new Edge(NONE),
                  "balance_transaction", new Edge("balance_transaction"),
                  "customer", new Edge("customer"),
                  "failure_balance_transaction", new Edge("balance_transaction"),
                  "on_behalf_of", new Edge(NONE),
                  "payment_intent", new Edge("payment_intent"),
                  "refunds", new Edge("list:refund", Refunds::of),
                  "review", new Edge(NONE),
                  "transfer", new Edge(NONE))),
          Map.entry(
              "refund",
              Map.of(
                  "balance_transaction", new Edge("balance_transaction"),
                  "charge", new Edge("charge"),
                  "customer", new Edge("customer"),
                  "failure_balance_transaction", new Edge("balance_transaction"),
                  "payment_intent", new Edge("payment_intent"),
                  "payment_method", new Edge("payment_method"),
                  "source_transfer_reversal", new Edge(NONE),
                  "transfer_reversal", new Edge(NONE))),
          Map.entry(
              "dispute",
              Map.of(
                  "charge", new Edge("charge"),
                  "payment_intent", new Edge("payment_intent"))),
          Map.entry("balance_transaction", Map.of("source", new Edge("source"))),
          Map.entry(
              "subscription",
              Map.ofEntries(
                  Map.entry("application", new Edge(NONE)),
                  Map.entry("customer", new Edge("customer")),
                  Map.entry("default_payment_method", new Edge("payment_method")),
                  Map.entry("default_source", new Edge(NONE)),
                  Map.entry("discounts", new Edge("discount")),
                  Map.entry("items", new Edge("list:subscription_item")),
                  Map.entry("latest_invoice", new Edge("invoice")),
                  Map.entry("on_behalf_of", new Edge(NONE)),
                  Map.entry("pending_setup_intent", new Edge("setup_intent")),
                  Map.entry("schedule", new Edge(NONE)),
                  Map.entry("test_clock", new Edge("test_helpers.test_clock")))),
          Map.entry(
              "subscription_item",
              Map.of("discounts", new Edge("discount"), "price", new Edge("price"))),
          Map.entry(
              "coupon",
              Map.of(
                  "applies_to", new Edge("coupon.applies_to", Coupons::appliesTo),
                  "currency_options",
                      new Edge("coupon.currency_options", Coupons::currencyOptions))),
          Map.entry(
              "promotion_code",
              Map.of(
                  "customer", new Edge("customer"),
                  "promotion", new Edge("promotion_code.promotion"))),
          Map.entry("promotion_code.promotion", Map.of("coupon", new Edge("coupon"))),
          Map.entry(
              "discount",
              Map.of(
                  "customer", new Edge("customer"),
                  "promotion_code", new Edge("promotion_code"),
                  "source", new Edge("discount.source"))),
          Map.entry("discount.source", Map.of("coupon", new Edge("coupon"))),
          Map.entry(
              "checkout.session.discount",
              Map.of("coupon", new Edge("coupon"), "promotion_code", new Edge("promotion_code"))),
          Map.entry("discount_amount", Map.of("discount", new Edge("discount"))),
          Map.entry(
              "billing_portal.session",
              Map.of("configuration", new Edge("billing_portal.configuration"))),
          Map.entry(
              "invoice_payment",
              Map.of(
                  "invoice", new Edge("invoice"),
                  "payment", new Edge("invoice_payment.payment"))),
          Map.entry(
              "invoice_payment.payment",
              Map.of(
                  "charge", new Edge("charge"),
                  "payment_intent", new Edge("payment_intent"))),
          Map.entry(
              "invoiceitem",
              Map.of("customer", new Edge("customer"), "invoice", new Edge("invoice"))),
          Map.entry(
              "invoice",
              Map.ofEntries(
                  Map.entry("application", new Edge(NONE)),
                  Map.entry("account_tax_ids", new Edge(NONE)),
                  Map.entry(
                      "confirmation_secret",
                      new Edge("invoice.confirmation_secret", InvoicePayments::confirmationSecret)),
                  Map.entry("customer", new Edge("customer")),
                  Map.entry("default_payment_method", new Edge("payment_method")),
                  Map.entry("default_source", new Edge(NONE)),
                  Map.entry("discounts", new Edge("discount")),
                  Map.entry("latest_revision", new Edge("invoice")),
                  Map.entry("lines", new Edge("list:line_item")),
                  Map.entry("on_behalf_of", new Edge(NONE)),
                  Map.entry("parent", new Edge("invoice.parent")),
                  Map.entry("payments", new Edge("list:invoice_payment", InvoicePayments::listOf)),
                  Map.entry("test_clock", new Edge("test_helpers.test_clock")),
                  Map.entry("total_discount_amounts", new Edge("discount_amount")))),
          Map.entry(
              "line_item",
              Map.of(
                  "discount_amounts", new Edge("discount_amount"),
                  "discounts", new Edge("discount"),
                  "pricing", new Edge("line_item.pricing"),
                  "subscription", new Edge("subscription"))),
          Map.entry(
              "line_item.pricing",
              Map.of("price_details", new Edge("line_item.pricing.price_details"))),
          Map.entry("line_item.pricing.price_details", Map.of("price", new Edge("price"))),
          Map.entry(
              "invoice.parent",
              Map.of("subscription_details", new Edge("invoice.parent.subscription_details"))),
          Map.entry(
              "invoice.parent.subscription_details",
              Map.of("subscription", new Edge("subscription"))));

  private Expansion() {}

  /**
   * Judges paths.
   *
   * @throws ApiError 400 for the first that cannot be followed
   */
  static void check(String type, List<String> paths) {
    for (String path : paths) {
      String[] members = path.split("\\.", -1);
      if (members.length > (type.startsWith("list:") ? MAX_DEPTH + 1 : MAX_DEPTH)) {
        throw ApiError.invalid(
            null, "You cannot expand more than 4 levels of a property (" + path + ").");
      }
      String at = type;
      for (String member : members) {
        Edge edge = edge(at, member);
        if (edge == null) {
          throw ApiError.invalid(
              null, "This property cannot be expanded (" + path + ")." + hint(type, path));
        }
        at = edge.type;
      }
    }
  }

  /** Returns the answer with the paths expanded; {@code answer} is left alone. */
  static ObjectNode apply(Account account, String type, ObjectNode answer, List<String> paths) {
    if (paths.isEmpty()) {
      return answer;
    }
    ObjectNode copy = answer.deepCopy();
    for (String path : paths) {
      follow(account, type, copy, List.of(path.split("\\.", -1)));
    }
    return copy;
  }

  private static void follow(Account account, String type, ObjectNode node, List<String> path) {
    if (path.isEmpty() || node.has("deleted")) {
      return;
    }
    String member = path.get(0);
    List<String> rest = path.subList(1, path.size());
    Edge edge = edge(type, member);
    if (edge == null) {
      return;
    }
    JsonNode value = node.get(member);
    if (value == null && edge.include != null) {
      value = edge.include.apply(account, node).deepCopy();
      node.set(member, value);
    }
    if (value != null && value.isTextual()) {
      value = load(account, edge.type, value.textValue());
      if (value != null) {
        node.set(member, value);
      }
    }
    if (value instanceof ObjectNode object) {
      follow(account, edge.type, object, rest);
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode named =
            array.get(i).isTextual() ? load(account, edge.type, array.get(i).textValue()) : null;
        if (named != null) {
          array.set(i, named);
        }
        if (array.get(i) instanceof ObjectNode object) {
          follow(account, edge.type, object, rest);
        }
      }
    }
  }

  private static @Nullable JsonNode load(Account account, String type, String id) {
    // What moved money is named by its id alone, whichever type it has.
    for (String one :
        type.equals("source") ? List.of("charge", "refund", "dispute") : List.of(type)) {
      ObjectNode found = find(account.table(one), id);
      if (found != null) {
        return found.deepCopy();
      }
    }
    return null;
  }

  private static @Nullable ObjectNode find(Table table, String id) {
    ObjectNode found = table.find(id);
    return found == null ? table.findDeleted(id) : found;
  }

  /** A list's only member is {@code data}, which leads to its elements. */
  private static @Nullable Edge edge(String type, String member) {
    if (type.startsWith("list:")) {
      return member.equals("data") ? new Edge(type.substring("list:".length())) : null;
    }
    return EDGES.getOrDefault(type, Map.of()).get(member);
  }

  private static String hint(String type, String path) {
    return type.startsWith("list:") && !path.startsWith("data")
        ? " You may want to try expanding 'data." + path + "' instead."
        : "";
  }
}
