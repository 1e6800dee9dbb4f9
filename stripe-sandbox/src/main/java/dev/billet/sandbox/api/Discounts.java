package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Coupons at work: which of them a subscription or an invoice has, as discounts of their own, and
 * what these take off an invoice's lines.
 */
final class Discounts {

  static final String OBJECT = "discount";

  /** The coupon of each discount as it was redeemed: deleting a coupon takes no discount away. */
  private static final String TERMS = "discount.terms";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "discount", "checkout_session": null, "customer": null,
           "customer_account": null, "end": null, "invoice": null, "invoice_item": null,
           "promotion_code": null, "source": {"coupon": null, "type": "coupon"}, "start": 0,
           "subscription": null, "subscription_item": null}
          """);

  private Discounts() {}

  /**
   * Sets which discounts a subscription or an invoice has, from its parameter; an empty value takes
   * all of them away. Nothing happens where the parameter was not given.
   */
  static void choose(Call call, ObjectNode object, @Nullable JsonNode given) {
    if (given == null) {
      return;
    }
    ArrayNode chosen = object.putArray("discounts");
    int index = 0;
    for (JsonNode one : given) {
      String at = "discounts[" + index++ + "]";
      if (one.path("discount").isTextual()) {
        String id = one.get("discount").textValue();
        call.referenced(OBJECT, id, at + "[discount]");
        chosen.add(id);
      } else {
        Redemption redemption = Redemption.of(call, one, at, object.path("customer").textValue());
        if (redemption != null) {
          chosen.add(create(call, object, redemption).get("id"));
        }
      }
    }
  }

  /** Redeems a coupon for a subscription or an invoice; the object is not changed. */
  static ObjectNode create(Call call, ObjectNode object, Redemption redemption) {
    ObjectNode discount = SHAPE.create();
    discount.put("id", call.ids().next("di_1")).put("start", call.now());
    discount.set("customer", object.get("customer"));
    boolean invoice = object.get("object").textValue().equals(Invoices.OBJECT);
    discount.set(invoice ? "invoice" : "subscription", object.get("id"));
    ObjectNode coupon = redemption.coupon();
    ((ObjectNode) discount.get("source")).set("coupon", coupon.get("id"));
    if (!invoice && coupon.get("duration").textValue().equals("repeating")) {
      discount.put(
          "end",
          Instant.ofEpochSecond(call.now())
              .atZone(ZoneOffset.UTC)
              .plusMonths(coupon.get("duration_in_months").longValue())
              .toEpochSecond());
    }
    redemption.redeem(call);
    discount.put("promotion_code", redemption.promotionCode());
    call.table(OBJECT).put(discount);
    ObjectNode terms = JsonParams.empty();
    terms.set("id", discount.get("id"));
    terms.set(Coupons.OBJECT, coupon);
    call.table(TERMS).put(terms);
    return discount;
  }

  /** Gives an invoice the discounts of its subscription, and takes them off its lines. */
  static void apply(Call call, ObjectNode invoice, ObjectNode subscription) {
    ArrayNode kept = JsonParams.empty().arrayNode();
    for (ObjectNode discount : of(call, subscription)) {
      boolean over = discount.get("end").asLong(Long.MAX_VALUE) <= call.now();
      if (!over) {
        ((ArrayNode) invoice.get("discounts")).add(discount.get("id"));
      }
      boolean once = coupon(call, discount).path("duration").asText().equals("once");
      boolean used =
          once && invoice.get("lines").get("data").valueStream().anyMatch(Discounts::isPaidFor);
      if (!over && !used) {
        kept.add(discount.get("id"));
      }
    }
    apply(call, invoice);
    if (!kept.equals(subscription.get("discounts"))) {
      ObjectNode after = call.found(subscription).deepCopy();
      after.set("discounts", kept);
      call.table(Subscriptions.OBJECT).put(after);
      subscription.set("discounts", kept);
    }
  }

  /** Takes an invoice's discounts off its lines. */
  static void apply(Call call, ObjectNode invoice) {
    List<ObjectNode> lines =
        InvoiceFactory.lines(invoice).valueStream().map(ObjectNode.class::cast).toList();
    lines.forEach(line -> line.putArray("discount_amounts"));
    ArrayNode totals = invoice.putArray("total_discount_amounts");
    for (ObjectNode discount : of(call, invoice)) {
      ObjectNode coupon = coupon(call, discount);
      List<ObjectNode> eligible = lines.stream().filter(line -> takes(call, coupon, line)).toList();
      List<Long> rest = eligible.stream().map(Discounts::rest).toList();
      long sum = rest.stream().mapToLong(Long::longValue).sum();
      long off = Coupons.off(call, coupon, sum, invoice.get("currency").textValue());
      List<Long> shares = shares(off, rest);
      for (int i = 0; i < eligible.size(); i++) {
        if (shares.get(i) > 0) {
          eligible
              .get(i)
              .withArrayProperty("discount_amounts")
              .add(amount(shares.get(i), discount));
        }
      }
      totals.add(amount(off, discount));
    }
  }

  /** Divides an amount in proportion to what there is of each, so that no cent is lost. */
  static List<Long> shares(long amount, List<Long> parts) {
    long sum = parts.stream().mapToLong(Long::longValue).sum();
    List<Long> shares = new ArrayList<>();
    long passed = 0;
    long given = 0;
    for (long part : parts) {
      passed += part;
      long upToHere =
          sum == 0
              ? 0
              : java.math.BigInteger.valueOf(amount)
                  .multiply(java.math.BigInteger.valueOf(passed))
                  .divide(java.math.BigInteger.valueOf(sum))
                  .longValueExact();
      shares.add(upToHere - given);
      given = upToHere;
    }
    return shares;
  }

  /** Gives an invoice, and the subscription it begins, the discount of a session. */
  static void ofSession(
      Call call, ObjectNode invoice, ObjectNode session, @Nullable ObjectNode subscription) {
    Redemption redemption = Redemption.ofSession(call, session);
    if (redemption == null) {
      return;
    }
    ObjectNode owner = subscription == null ? invoice : subscription;
    ObjectNode discount = create(call, owner, redemption).deepCopy();
    discount.set("checkout_session", session.get("id"));
    call.table(OBJECT).put(discount);
    ((ArrayNode) owner.get("discounts")).add(discount.get("id"));
    if (subscription == null) {
      apply(call, invoice);
    } else {
      call.table(Subscriptions.OBJECT).put(subscription.deepCopy());
      apply(call, invoice, subscription);
      call.emit("customer.discount.created", discount);
    }
  }

  private static boolean takes(Call call, ObjectNode coupon, ObjectNode line) {
    if (coupon.isEmpty() || !line.get("discountable").asBoolean() || rest(line) <= 0) {
      return false;
    }
    JsonNode products = Coupons.appliesTo(call.account(), coupon).path("products");
    JsonNode product = line.path("pricing").path("price_details").path("product");
    return products.isEmpty() || products.valueStream().anyMatch(product::equals);
  }

  private static boolean isPaidFor(JsonNode line) {
    return line.get("subtotal").longValue() > 0;
  }

  private static long rest(ObjectNode line) {
    long rest = line.get("subtotal").longValue();
    for (JsonNode taken : line.get("discount_amounts")) {
      rest -= taken.get("amount").longValue();
    }
    return rest;
  }

  private static ObjectNode amount(long amount, ObjectNode discount) {
    ObjectNode shown = JsonParams.empty().put("amount", amount);
    shown.set("discount", discount.get("id"));
    return shown;
  }

  private static List<ObjectNode> of(Call call, ObjectNode object) {
    return object
        .get("discounts")
        .valueStream()
        .map(id -> call.table(OBJECT).find(id.textValue()))
        .filter(Objects::nonNull)
        .map(ObjectNode.class::cast)
        .toList();
  }

  private static ObjectNode coupon(Call call, ObjectNode discount) {
    ObjectNode terms = call.table(TERMS).find(discount.get("id").textValue());
    return terms == null ? JsonParams.empty() : JsonParams.object(terms, Coupons.OBJECT);
  }
}
