package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A coupon about to be redeemed.
 *
 * @param coupon the coupon
 * @param promotionCode the id of the promotion code that stands for it, or null
 */
record Redemption(ObjectNode coupon, @Nullable String promotionCode) {

  /**
   * Reads an element of a {@code discounts} parameter.
   *
   * @param at the element's name
   * @param customer who redeems, or null where nobody is known yet
   * @return null where the element names nothing
   */
  static @Nullable Redemption of(Call call, JsonNode given, String at, @Nullable String customer) {
    if (given.path("coupon").isTextual()) {
      String id = given.get("coupon").textValue();
      return new Redemption(Coupons.redeemable(call, id, at + "[coupon]"), null);
    }
    if (given.path("promotion_code").isTextual()) {
      String id = given.get("promotion_code").textValue();
      return of(call, PromotionCodes.redeemable(call, id, at + "[promotion_code]", customer));
    }
    return null;
  }

  /** Returns what a promotion code stands for, or null where that is no more. */
  static @Nullable Redemption of(Call call, ObjectNode code) {
    ObjectNode coupon =
        call.table(Coupons.OBJECT).find(code.path("promotion").path("coupon").asText());
    return coupon == null ? null : new Redemption(coupon, code.get("id").textValue());
  }

  /** Returns what a session redeems once it is paid, or null where it redeems nothing. */
  static @Nullable Redemption ofSession(Call call, ObjectNode session) {
    JsonNode shown = session.path("discounts").path(0);
    ObjectNode code = call.table(PromotionCodes.OBJECT).find(shown.path("promotion_code").asText());
    if (code != null) {
      return of(call, code);
    }
    ObjectNode coupon = call.table(Coupons.OBJECT).find(shown.path("coupon").asText());
    return coupon == null ? null : new Redemption(coupon, null);
  }

  void redeem(Call call) {
    Coupons.redeem(call, coupon.get("id").textValue());
    if (promotionCode != null) {
      PromotionCodes.redeem(call, promotionCode);
    }
  }
}
