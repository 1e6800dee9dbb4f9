package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a checkout session takes off: named when it is made, or typed by its buyer. */
final class SessionDiscounts {

  private SessionDiscounts() {}

  /**
   * Takes what a new session redeems off its items, and shows it on the session.
   *
   * @param items the line items, each with its price's id in the price's place; changed
   */
  static void apply(Call call, ObjectNode session, List<ObjectNode> items) {
    Redemption redemption =
        Redemption.of(
            call, call.params().path("discounts").path(0), "discounts[0]", call.text("customer"));
    if (redemption == null) {
      return;
    }
    if (redemption.promotionCode() != null && isTooSmall(call, redemption, items)) {
      throw ApiError.invalid(
          "discounts[0][promotion_code]",
          "This promotion code cannot be redeemed because the order is below its minimum amount.");
    }
    show(session, redemption);
    take(call, redemption.coupon(), items);
  }

  /**
   * Takes a code off an open session that its buyer typed.
   *
   * @return why not, or null where it was taken off
   */
  static @Nullable String type(Call call, ObjectNode before, String text) {
    ObjectNode code = PromotionCodes.typed(call, text, before.path("customer").textValue());
    Redemption redemption = code == null ? null : Redemption.of(call, code);
    ObjectNode order = Buying.order(call, before.get("id").textValue()).deepCopy();
    List<ObjectNode> items = order.path("items").valueStream().map(ObjectNode.class::cast).toList();
    if (redemption == null || isTooSmall(call, redemption, items)) {
      return "This code is invalid.";
    }
    ObjectNode session = before.deepCopy();
    show(session, redemption);
    take(call, redemption.coupon(), items);
    CheckoutSessionFactory.setTotals(call, session, items, order);
    call.table(LineItems.ORDERS).put(order);
    call.table(CheckoutSessions.OBJECT).put(session);
    return null;
  }

  private static boolean isTooSmall(Call call, Redemption redemption, List<ObjectNode> items) {
    String id = redemption.promotionCode();
    ObjectNode code = id == null ? null : call.table(PromotionCodes.OBJECT).find(id);
    long sum = items.stream().mapToLong(item -> item.get("amount_subtotal").longValue()).sum();
    String currency = items.get(0).get("currency").textValue();
    return code != null && PromotionCodes.isTooSmall(code, sum, currency);
  }

  private static void show(ObjectNode session, Redemption redemption) {
    ObjectNode shown = session.putArray("discounts").addObject();
    boolean byCode = redemption.promotionCode() != null;
    shown.set("coupon", byCode ? null : redemption.coupon().get("id"));
    shown.put("promotion_code", redemption.promotionCode());
  }

  private static void take(Call call, ObjectNode coupon, List<ObjectNode> items) {
    JsonNode products = Coupons.appliesTo(call.account(), coupon).path("products");
    List<ObjectNode> eligible =
        items.stream()
            .filter(item -> products.isEmpty() || names((ArrayNode) products, call, item))
            .toList();
    List<Long> amounts =
        eligible.stream().map(item -> item.get("amount_subtotal").longValue()).toList();
    long sum = amounts.stream().mapToLong(Long::longValue).sum();
    String currency = items.get(0).get("currency").textValue();
    List<Long> shares = Discounts.shares(Coupons.off(call, coupon, sum, currency), amounts);
    for (ObjectNode item : items) {
      int at = indexOf(eligible, item);
      long off = at < 0 ? 0 : shares.get(at);
      item.put("amount_discount", off);
      item.put("amount_total", item.get("amount_subtotal").longValue() - off);
    }
  }

  /** By id: two items may look the same otherwise. */
  private static int indexOf(List<ObjectNode> items, ObjectNode item) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).get("id").equals(item.get("id"))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean names(ArrayNode products, Call call, ObjectNode item) {
    ObjectNode price = call.table(Prices.OBJECT).find(item.get("price").textValue());
    return price != null && products.valueStream().anyMatch(price.get("product")::equals);
  }
}
