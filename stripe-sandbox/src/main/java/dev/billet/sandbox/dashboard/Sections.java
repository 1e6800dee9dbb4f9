package dev.billet.sandbox.dashboard;

import static dev.billet.sandbox.dashboard.Cells.amount;
import static dev.billet.sandbox.dashboard.Cells.badge;
import static dev.billet.sandbox.dashboard.Cells.badges;
import static dev.billet.sandbox.dashboard.Cells.firstOf;
import static dev.billet.sandbox.dashboard.Cells.ownId;
import static dev.billet.sandbox.dashboard.Cells.reference;
import static dev.billet.sandbox.dashboard.Cells.text;
import static dev.billet.sandbox.dashboard.Cells.time;
import static dev.billet.sandbox.dashboard.Cells.unitPrice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.sandbox.api.StripeApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the dashboard lists: a line for each type of object, in the order of the menu. A type that
 * the sandbox's API does not list is left out.
 */
final class Sections {

  /** The menu's last group, to which pages are added that are no lists of Stripe's objects. */
  static final String DEVELOPERS = "Developers";

  static final String SESSIONS = "sessions";
  static final String EVENTS = "events";
  static final String ENDPOINTS = "webhooks";

  private static final Column CREATED = Column.of("Created", time("created"));
  private static final Column STATUS = Column.of("Status", badge("status"));
  private static final Column CUSTOMER = Column.of("Customer", reference("customer"));

  /**
   * Lists that belong together in the menu.
   *
   * @param title their heading
   * @param sections the lists; at least one
   */
  record Group(String title, List<Section> sections) {}

  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();

  Sections(StripeApi api) {
    add(api, "Payments", sessions(), payments(), charges(), refunds(), disputes());
    add(api, "Billing", customers(), subscriptions(), invoices(), testClocks());
    add(api, "Catalogue", products(), prices(), coupons(), promotionCodes());
    add(api, DEVELOPERS, events(), endpoints());
  }

  private void add(StripeApi api, String title, Section... candidates) {
    List<Section> there =
        Stream.of(candidates).filter(section -> Books.lists(api, section.path())).toList();
    there.forEach(section -> sections.put(section.key(), section));
    if (!there.isEmpty()) {
      groups.add(new Group(title, there));
    }
  }

  /** Returns the menu. */
  List<Group> groups() {
    return List.copyOf(groups);
  }

  Optional<Section> find(String key) {
    return Optional.ofNullable(sections.get(key));
  }

  /** Returns the address of an object's page by its id, or the empty text where it has none. */
  String page(String id) {
    if (id.startsWith("req_")) {
      return Paths.of(RequestsPage.KEY, id);
    }
    for (Section section : sections.values()) {
      for (String prefix : section.prefixes()) {
        if (id.startsWith(prefix)) {
          return Paths.of(section.key(), id);
        }
      }
    }
    return "";
  }

  private static Section sessions() {
    return Section.of(
            SESSIONS, "Checkout sessions", "Session", "checkout.session", "/v1/checkout/sessions")
        .ids("cs_")
        .filtered("status", "open", "complete", "expired")
        .showing(
            Column.of("Session", ownId()),
            Column.amount("Total", amount("amount_total")),
            STATUS,
            Column.of("Payment", badge("payment_status")),
            new Column("Mode", "nowrap", text("mode")),
            Column.of("Buyer", firstOf("customer_details.email", "customer_email", "customer")),
            CREATED);
  }

  private static Section payments() {
    return Section.of("payments", "Payments", "Payment", "payment_intent", "/v1/payment_intents")
        .ids("pi_")
        .showing(
            Column.of("Payment", ownId()),
            Column.amount("Amount", amount("amount")),
            STATUS,
            CUSTOMER,
            Column.of("Description", firstOf("description")),
            CREATED)
        .with("charges", "payment_intent")
        .with("refunds", "payment_intent")
        .with(SESSIONS, "payment_intent");
  }

  private static Section charges() {
    return Section.of("charges", "Charges", "Charge", "charge", "/v1/charges")
        .ids("ch_", "py_")
        .showing(
            Column.of("Charge", ownId()),
            Column.amount("Amount", amount("amount")),
            Column.of(
                "Status",
                (html, charge, view) -> {
                  badge("status").write(html, charge, view);
                  html.text(" ");
                  badges(Map.of("refunded", "refunded", "disputed", "disputed"))
                      .write(html, charge, view);
                }),
            Column.of("Payment", reference("payment_intent")),
            CUSTOMER,
            CREATED)
        .with("refunds", "charge")
        .with("disputes", "charge");
  }

  private static Section refunds() {
    return Section.of("refunds", "Refunds", "Refund", "refund", "/v1/refunds")
        .ids("re_", "pyr_")
        .showing(
            Column.of("Refund", ownId()),
            Column.amount("Amount", amount("amount")),
            STATUS,
            Column.of("Reason", firstOf("reason")),
            Column.of("Charge", reference("charge")),
            CREATED);
  }

  private static Section disputes() {
    return Section.of("disputes", "Disputes", "Dispute", "dispute", "/v1/disputes")
        .ids("dp_", "du_")
        .showing(
            Column.of("Dispute", ownId()),
            Column.amount("Amount", amount("amount")),
            STATUS,
            Column.of("Reason", firstOf("reason")),
            Column.of("Charge", reference("charge")),
            CREATED);
  }

  private static Section customers() {
    return Section.of("customers", "Customers", "Customer", "customer", "/v1/customers")
        .ids("cus_")
        .showing(
            Column.of("Customer", ownId()),
            Column.of("Name", firstOf("name")),
            Column.of("Email", firstOf("email")),
            CREATED)
        .with("subscriptions", "customer")
        .with(SESSIONS, "customer")
        .with("payments", "customer")
        .with("invoices", "customer");
  }

  private static Section subscriptions() {
    return Section.of(
            "subscriptions", "Subscriptions", "Subscription", "subscription", "/v1/subscriptions")
        .ids("sub_")
        .asking("status", "all")
        .filtered("status", "active", "trialing", "past_due", "incomplete", "canceled")
        .showing(
            Column.of("Subscription", ownId()),
            Column.of(
                "Status",
                (html, subscription, view) -> {
                  badge("status").write(html, subscription, view);
                  html.text(" ");
                  badges(Map.of("cancel_at_period_end", "cancels")).write(html, subscription, view);
                }),
            Column.amount("Price", unitPrice("items.data.price")),
            CUSTOMER,
            Column.of("Current period ends", time("items.data.current_period_end")),
            CREATED)
        .with("invoices", "subscription")
        .with(SESSIONS, "subscription");
  }

  private static Section invoices() {
    return Section.of("invoices", "Invoices", "Invoice", "invoice", "/v1/invoices")
        .ids("in_")
        .filtered("status", "draft", "open", "paid", "uncollectible", "void")
        .showing(
            Column.of("Invoice", ownId()),
            Column.amount("Total", amount("total")),
            STATUS,
            new Column("Number", "nowrap", firstOf("number")),
            Column.of("Subscription", reference("parent.subscription_details.subscription")),
            CUSTOMER,
            CREATED);
  }

  private static Section products() {
    return Section.of("products", "Products", "Product", "product", "/v1/products")
        .ids("prod_")
        .showing(
            Column.of("Product", ownId()),
            Column.of("Name", text("name")),
            Column.of("", badges(Map.of("active", "active"))),
            CREATED)
        .with("prices", "product");
  }

  private static Section prices() {
    return Section.of("prices", "Prices", "Price", "price", "/v1/prices")
        .ids("price_")
        .showing(
            Column.of("Price", ownId()),
            Column.amount("Unit amount", unitPrice("")),
            Column.of("", badges(Map.of("active", "active"))),
            Column.of("Product", reference("product")),
            CREATED);
  }

  private static Section coupons() {
    return Section.of("coupons", "Coupons", "Coupon", "coupon", "/v1/coupons")
        .showing(
            Column.of("Coupon", ownId()),
            Column.of("Name", firstOf("name")),
            Column.of("Off, percent", firstOf("percent_off")),
            Column.amount("Off", amount("amount_off")),
            Column.of("", badges(Map.of("valid", "valid"))),
            CREATED);
  }

  private static Section promotionCodes() {
    return Section.of(
            "promotion-codes",
            "Promotion codes",
            "Promotion code",
            "promotion_code",
            "/v1/promotion_codes")
        .ids("promo_")
        .showing(
            Column.of("Promotion code", ownId()),
            Column.of("Code", text("code")),
            Column.of("", badges(Map.of("active", "active"))),
            Column.of("Redeemed", text("times_redeemed")),
            CREATED);
  }

  private static Section testClocks() {
    return Section.of(
            "test-clocks",
            "Test clocks",
            "Test clock",
            "test_helpers.test_clock",
            "/v1/test_helpers/test_clocks")
        .ids("clock_")
        .showing(
            Column.of("Test clock", ownId()),
            Column.of("Name", firstOf("name")),
            STATUS,
            Column.of("Frozen at", time("frozen_time")),
            CREATED);
  }

  private static Section events() {
    return Section.of(EVENTS, "Events", "Event", "event", "/v1/events")
        .ids("evt_")
        .filtered("type")
        .showing(
            Column.of("Event", text("type")),
            Column.of("About", reference("data.object")),
            Column.of("Request", reference("request.id")),
            Column.of("Pending webhooks", text("pending_webhooks")),
            CREATED);
  }

  private static Section endpoints() {
    return Section.of(
            ENDPOINTS,
            "Webhook endpoints",
            "Webhook endpoint",
            "webhook_endpoint",
            "/v1/webhook_endpoints")
        .ids("we_")
        .showing(
            Column.of("Endpoint", text("url")),
            STATUS,
            Column.of("Events", Sections::enabledEvents),
            CREATED);
  }

  private static void enabledEvents(Html html, JsonNode endpoint, View view) {
    JsonNode types = endpoint.path("enabled_events");
    html.text(types.path(0).asText());
    if (types.size() > 1) {
      html.text(" and " + (types.size() - 1) + " more");
    }
  }
}
