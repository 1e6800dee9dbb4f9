package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.decimal;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invoiceitems}: what waits for an invoice, or stands on a draft. */
final class InvoiceItems {

  static final String OBJECT = "invoiceitem";

  private static final String PATH = "/v1/invoiceitems";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "invoiceitem", "amount": 0, "currency": null, "customer": null,
           "customer_account": null, "date": 0, "description": null, "discountable": true,
           "discounts": [], "invoice": null, "livemode": false, "metadata": {}, "net_amount": 0,
           "parent": null, "period": {"end": 0, "start": 0}, "pricing": null,
           "proration": false, "proration_details": null, "quantity": 1,
           "quantity_decimal": "1", "tax_rates": [], "test_clock": null}
          """);

  private static final ObjectParam BOTH =
      object()
          .optional("amount", integer(-99_999_999, 99_999_999))
          .optional("description", emptyable(string()))
          .optional("discountable", bool())
          .optional("discounts", BillingParams.DISCOUNTS)
          .optional("metadata", emptyable(metadata()))
          .optional("period", object().required("end", integer()).required("start", integer()))
          .optional("price_data", BillingParams.SIGNED_PRICE_DATA)
          .optional("pricing", object().optional("price", string()))
          .optional("quantity", integer(0, 999_999_999))
          .optional("quantity_decimal", decimal())
          .optional("tax_behavior", Prices.TAX_BEHAVIOR)
          .optional("tax_code", emptyable(string()))
          .optional("tax_rates", emptyable(list(string())))
          .optional("unit_amount_decimal", decimal())
          .exclusive("amount", "price_data", "pricing", "unit_amount_decimal");

  private static final ObjectParam CREATE =
      BOTH.optional("currency", currency())
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("invoice", string())
          .optional("subscription", string());

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("invoice", string())
              .optional("pending", bool()));

  private InvoiceItems() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, InvoiceItems::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, InvoiceItems::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.post(one, OBJECT, BOTH, InvoiceItems::update),
        Operation.delete(one, OBJECT, object(), InvoiceItems::delete));
  }

  /** Makes an item of a subscription's customer, which waits for the subscription's invoice. */
  static ObjectNode make(Call call, ObjectNode subscription, long amount, String currency) {
    ObjectNode item = begin(call, amount, currency);
    item.set("customer", subscription.get("customer"));
    item.set("test_clock", subscription.get("test_clock"));
    setSubscription(item, subscription.get("id").textValue());
    return item;
  }

  /** Makes an item from a one-time price and a quantity. */
  static ObjectNode oneTime(Call call, ObjectNode subscription, ObjectNode priced) {
    ObjectNode price = (ObjectNode) priced.get("price");
    long quantity = priced.get("quantity").longValue();
    String currency = price.get("currency").textValue();
    ObjectNode item = make(call, subscription, Amounts.of(call, price, quantity), currency);
    setPriced(call, item, price, quantity);
    item.set("metadata", priced.get("metadata"));
    return item;
  }

  static void put(Call call, ObjectNode item) {
    item.set("net_amount", item.get("amount"));
    call.table(OBJECT).put(item);
    call.emit("invoiceitem.created", item);
  }

  /** Returns what waits for a customer's next invoice, oldest first. */
  static List<ObjectNode> pending(
      Call call, ObjectNode customer, @Nullable ObjectNode subscription, ObjectNode invoice) {
    Predicate<ObjectNode> waits =
        item ->
            item.get("invoice").isNull()
                && item.get("customer").equals(customer.get("id"))
                && item.get("currency").equals(invoice.get("currency"))
                && goesWith(item, subscription);
    List<ObjectNode> newestFirst = call.table(OBJECT).newestFirst().stream().filter(waits).toList();
    return java.util.stream.IntStream.range(0, newestFirst.size())
        .mapToObj(i -> newestFirst.get(newestFirst.size() - 1 - i))
        .toList();
  }

  /** Notes that an item stands on an invoice now. */
  static void claim(Call call, ObjectNode item, ObjectNode invoice) {
    ObjectNode claimed = item.deepCopy();
    claimed.set("invoice", invoice.get("id"));
    call.table(OBJECT).put(claimed);
  }

  /** Takes away what waits for an invoice of a subscription that will have none. */
  static void drop(Call call, ObjectNode subscription) {
    for (ObjectNode item : List.copyOf(call.table(OBJECT).newestFirst())) {
      if (item.get("invoice").isNull() && of(item).equals(subscription.get("id").textValue())) {
        remove(call, item);
      }
    }
  }

  private static boolean goesWith(ObjectNode item, @Nullable ObjectNode subscription) {
    String of = of(item);
    return of.isEmpty() || (subscription != null && of.equals(subscription.get("id").textValue()));
  }

  private static String of(ObjectNode item) {
    return item.path("parent").path("subscription_details").path("subscription").asText("");
  }

  private static ObjectNode begin(Call call, long amount, String currency) {
    ObjectNode item = SHAPE.create();
    item.put("id", call.ids().next("ii_1")).put("amount", amount).put("currency", currency);
    item.put("date", call.now());
    item.putObject("period").put("end", call.now()).put("start", call.now());
    return item;
  }

  private static void setSubscription(ObjectNode item, String subscription) {
    ObjectNode parent = item.putObject("parent").put("type", "subscription_details");
    parent
        .putObject("subscription_details")
        .put("subscription", subscription)
        .putNull("subscription_item");
  }

  private static void setPriced(Call call, ObjectNode item, ObjectNode price, long quantity) {
    item.put("amount", Amounts.of(call, price, quantity)).put("quantity", quantity);
    item.put("quantity_decimal", Long.toString(quantity));
    item.set("pricing", InvoiceLines.pricing(price));
    if (item.get("description").isNull()) {
      item.put("description", InvoiceLines.productName(call, price));
    }
  }

  private static ObjectNode create(Call request) {
    ObjectNode params = request.params();
    String customerId = request.text("customer");
    if (customerId == null) {
      throw ApiError.missing("customer");
    }
    ObjectNode customer = request.referenced(Customers.OBJECT, customerId, "customer");
    Call call = TestClocks.on(request, customer);
    String currency = call.text("currency");
    ObjectNode item = begin(call, 0, currency == null ? "usd" : currency);
    item.put("customer", customerId).set("test_clock", customer.get("test_clock"));
    apply(call, item, params);
    String subscription = call.text("subscription");
    if (subscription != null) {
      call.referenced(Subscriptions.OBJECT, subscription, "subscription");
      setSubscription(item, subscription);
    }
    put(call, item);
    String invoice = call.text("invoice");
    if (invoice != null) {
      ObjectNode draft = call.referenced(Invoices.OBJECT, invoice, "invoice");
      Invoices.requireDraft(draft, "This invoice is no longer editable");
      claim(call, item, draft);
      Invoices.rebuild(call, draft);
    }
    return call.found(item);
  }

  private static ObjectNode update(Call request) {
    ObjectNode before = request.found(OBJECT, OBJECT);
    Call call = TestClocks.on(request, before);
    requireEditable(call, before);
    ObjectNode item = before.deepCopy();
    apply(call, item, call.params());
    item.set("net_amount", item.get("amount"));
    call.table(OBJECT).put(item);
    rebuildInvoice(call, item);
    return item;
  }

  private static void apply(Call call, ObjectNode item, ObjectNode params) {
    JsonParams.copy(params, item, "description", "discountable", "period");
    item.set("metadata", Metadata.merge((ObjectNode) item.get("metadata"), params.get("metadata")));
    long quantity = params.path("quantity").asLong(item.get("quantity").asLong());
    ObjectNode named = JsonParams.object(params, "pricing").deepCopy();
    JsonParams.copy(params, named, "price_data");
    ObjectNode price = SubscriptionItems.price(call, named, "");
    if (price != null) {
      item.set("currency", price.get("currency"));
      setPriced(call, item, price, quantity);
    } else if (params.has("unit_amount_decimal")) {
      ObjectNode unit = JsonParams.empty();
      unit.set("unit_amount_decimal", params.get("unit_amount_decimal"));
      item.put("amount", Amounts.of(unit, quantity)).put("quantity", quantity);
      item.put("quantity_decimal", Long.toString(quantity));
    } else {
      JsonParams.copy(params, item, "amount");
    }
  }

  private static ObjectNode delete(Call call) {
    ObjectNode item = call.found(OBJECT, OBJECT);
    requireEditable(call, item);
    ObjectNode remains = remove(call, item);
    rebuildInvoice(call, item);
    return remains;
  }

  private static ObjectNode remove(Call call, ObjectNode item) {
    String id = item.get("id").textValue();
    ObjectNode remains = JsonParams.empty().put("id", id).put("object", OBJECT);
    remains.put("deleted", true);
    call.table(OBJECT).delete(id, remains);
    call.emit("invoiceitem.deleted", item);
    return remains;
  }

  private static void requireEditable(Call call, ObjectNode item) {
    if (item.get("invoice").isTextual()) {
      ObjectNode invoice = call.found(Invoices.OBJECT, item, "invoice");
      Invoices.requireDraft(
          invoice, "This invoice item cannot be changed because its invoice is no longer a draft");
    }
  }

  private static void rebuildInvoice(Call call, ObjectNode item) {
    if (item.get("invoice").isTextual()) {
      Invoices.rebuild(call, call.found(Invoices.OBJECT, item, "invoice"));
    }
  }

  private static ObjectNode page(Call call) {
    JsonNode pending = call.params().get("pending");
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "customer", "customer_account", "invoice")
            .and(item -> pending == null || pending.asBoolean() == item.get("invoice").isNull()));
  }
}
