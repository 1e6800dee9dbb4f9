package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Coupon;
import com.stripe.model.Invoice;
import com.stripe.model.LineItem;
import com.stripe.model.PromotionCode;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CouponRetrieveParams;
import com.stripe.param.CouponUpdateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.PromotionCodeListParams;
import com.stripe.param.PromotionCodeUpdateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Coupons, promotion codes, and what they take off sessions, subscriptions and invoices. */
final class DiscountTest {

  private static final String CARD = "4242424242424242";

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void createsUpdatesAndDeletesACoupon() throws StripeException {
    String product = fixture.v1.prices().retrieve("price_pro").getProduct();
    Coupon coupon =
        create(
            percent(25)
                .setId("SPRING")
                .setName("Spring")
                .setAppliesTo(CouponCreateParams.AppliesTo.builder().addProduct(product).build()));

    assertThat(coupon.getId()).isEqualTo("SPRING");
    assertThat(coupon.getPercentOff()).isEqualByComparingTo("25");
    assertThat(coupon.getValid()).isTrue();
    assertThat(coupon.getAppliesTo()).isNull();
    Coupon expanded =
        fixture
            .v1
            .coupons()
            .retrieve("SPRING", CouponRetrieveParams.builder().addExpand("applies_to").build());
    assertThat(expanded.getAppliesTo().getProducts()).containsExactly(product);
    Coupon renamed =
        fixture.v1.coupons().update("SPRING", CouponUpdateParams.builder().setName("May").build());
    assertThat(renamed.getName()).isEqualTo("May");
    assertThat(Fixture.refused(() -> create(percent(10).setId("SPRING"))))
        .returns("resource_already_exists", StripeException::getCode);

    assertThat(fixture.v1.coupons().delete("SPRING").getDeleted()).isTrue();
    assertThat(fixture.v1.coupons().list().getData()).isEmpty();
    assertThat(Fixture.refused(() -> fixture.v1.coupons().retrieve("SPRING")))
        .returns(404, StripeException::getStatusCode)
        .hasMessageContaining("No such coupon: 'SPRING'");
  }

  @Test
  void refusesCouponsThatMakeNoSense() {
    assertThat(Fixture.refused(() -> create(CouponCreateParams.builder())))
        .returns("parameter_missing", StripeException::getCode);
    assertThat(Fixture.refused(() -> create(CouponCreateParams.builder().setAmountOff(500L))))
        .returns("currency", error -> error.getStripeError().getParam());
    assertThat(
            Fixture.refused(
                () -> create(percent(5).setDuration(CouponCreateParams.Duration.REPEATING))))
        .returns("duration_in_months", error -> error.getStripeError().getParam());
    assertThat(Fixture.refused(() -> create(percent(101))))
        .returns("percent_off", error -> error.getStripeError().getParam());
  }

  @Test
  void keepsActivePromotionCodesUnique() throws StripeException {
    Coupon coupon = create(percent(20));
    PromotionCode code = code(coupon, "Friend20");

    assertThat(Fixture.refused(() -> code(coupon, "FRIEND20")))
        .hasMessageContaining("already exists");
    var codes = fixture.v1.promotionCodes();
    assertThat(codes.list(PromotionCodeListParams.builder().setCode("friend20").build()).getData())
        .extracting(PromotionCode::getId)
        .containsExactly(code.getId());
    PromotionCode off =
        codes.update(code.getId(), PromotionCodeUpdateParams.builder().setActive(false).build());
    assertThat(off.getActive()).isFalse();
    assertThat(code(coupon, "FRIEND20").getActive()).isTrue();
    assertThat(code.getPromotion().getCoupon()).isEqualTo(coupon.getId());
  }

  @Test
  void takesACouponOffASession() throws Exception {
    Coupon coupon = create(percent(15));

    Session session = fixture.create(Fixture.payment().addDiscount(with(coupon)));

    assertThat(session.getAmountSubtotal()).isEqualTo(2000);
    assertThat(session.getAmountTotal()).isEqualTo(1700);
    assertThat(session.getTotalDetails().getAmountDiscount()).isEqualTo(300);
    assertThat(session.getDiscounts().get(0).getCoupon()).isEqualTo(coupon.getId());
    assertThat(fixture.v1.checkout().sessions().lineItems().list(session.getId()).getData())
        .extracting(LineItem::getAmountDiscount, LineItem::getAmountTotal)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(300L, 1700L));
    fixture.pay(session.getUrl(), CARD);
    assertThat(
            fixture
                .v1
                .paymentIntents()
                .retrieve(fixture.retrieve(session.getId()).getPaymentIntent())
                .getAmount())
        .isEqualTo(1700);
  }

  @Test
  void asksForNothingWhereEverythingIsTakenOff() throws StripeException {
    Session session = fixture.create(Fixture.payment().addDiscount(with(create(percent(100)))));

    assertThat(session.getAmountTotal()).isZero();
    assertThat(session.getPaymentStatus()).isEqualTo("no_payment_required");
  }

  @Test
  void takesACouponOffOnlyTheFirstInvoice() throws Exception {
    Subscription subscription = bought(create(percent(50)));

    assertThat(totals(subscription)).containsExactly(1450L);
    assertThat(subscription.getDiscounts()).isEmpty();
    fixture.clock.advance(Duration.ofDays(32));
    assertThat(totals(subscription)).containsExactly(2900L, 1450L);
  }

  @Test
  void takesACouponOffForSomeMonths() throws Exception {
    Coupon coupon =
        create(
            percent(50).setDuration(CouponCreateParams.Duration.REPEATING).setDurationInMonths(2L));
    Subscription subscription = bought(coupon);

    assertThat(subscription.getDiscounts()).hasSize(1);
    fixture.clock.advance(Duration.ofDays(63));
    assertThat(totals(subscription)).containsExactly(2900L, 1450L, 1450L);
    assertThat(fixture.v1.coupons().retrieve(coupon.getId()).getTimesRedeemed()).isEqualTo(1);
  }

  @Test
  void keepsTakingOffWhenTheCouponIsDeleted() throws StripeException {
    Coupon coupon =
        create(
            CouponCreateParams.builder()
                .setAmountOff(900L)
                .setCurrency("usd")
                .setDuration(CouponCreateParams.Duration.FOREVER));
    Subscription subscription =
        billing.subscribe(
            Billing.of(billing.customer("pm_card_visa"), "price_pro", 1)
                .addDiscount(
                    SubscriptionCreateParams.Discount.builder().setCoupon(coupon.getId()).build()));
    fixture.v1.coupons().delete(coupon.getId());

    fixture.clock.advance(Duration.ofDays(32));

    assertThat(totals(subscription)).containsExactly(2000L, 2000L);
    Subscription expanded =
        fixture
            .v1
            .subscriptions()
            .retrieve(
                subscription.getId(),
                SubscriptionRetrieveParams.builder().addExpand("discounts").build());
    assertThat(expanded.getDiscountObjects().get(0).getSource().getCoupon())
        .isEqualTo(coupon.getId());
    Invoice invoice = billing.invoices(subscription).get(0);
    assertThat(invoice.getTotalDiscountAmounts().get(0).getAmount()).isEqualTo(900);
    assertThat(invoice.getLines().getData().get(0).getDiscountAmounts().get(0).getAmount())
        .isEqualTo(900);
  }

  @Test
  void refusesWhatIsUsedUpOrUnknown() throws Exception {
    Coupon coupon = create(percent(10).setMaxRedemptions(1L));
    Session first = fixture.create(Fixture.payment().addDiscount(with(coupon)));
    Session second = fixture.create(Fixture.subscription().addDiscount(with(coupon)));
    fixture.pay(second.getUrl(), CARD);

    assertThat(first.getAmountTotal()).isEqualTo(1800);
    assertThat(fixture.v1.coupons().retrieve(coupon.getId()).getValid()).isFalse();
    assertThat(Fixture.refused(() -> fixture.create(Fixture.payment().addDiscount(with(coupon)))))
        .returns("coupon_expired", StripeException::getCode);
    assertThat(
            Fixture.refused(
                () ->
                    fixture.create(
                        Fixture.payment()
                            .addDiscount(
                                SessionCreateParams.Discount.builder()
                                    .setPromotionCode("promo_none")
                                    .build()))))
        .returns("discounts[0][promotion_code]", error -> error.getStripeError().getParam());
  }

  @Test
  void takesACodeOffThatTheBuyerTyped() throws Exception {
    PromotionCode code = code(create(percent(25)), "FRIEND");
    Session session = fixture.create(Fixture.payment().setAllowPromotionCodes(true));
    assertThat(fixture.open(session.getUrl()).body()).contains("Promotion code");

    var wrong = fixture.submit(session.getUrl(), Map.of("promotionCode", "FOE"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("This code is invalid.");
    var right = fixture.submit(session.getUrl(), Map.of("promotionCode", " friend "));
    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(right.body()).contains("Discount", "-$5.00", "Pay $15.00");

    Session discounted = fixture.retrieve(session.getId());
    assertThat(discounted.getAmountTotal()).isEqualTo(1500);
    assertThat(discounted.getDiscounts().get(0).getPromotionCode()).isEqualTo(code.getId());
  }

  @Test
  void takesNoCodeWhereTheMerchantDoesNotWantOne() throws Exception {
    code(create(percent(25)), "FRIEND");
    Session session = fixture.create(Fixture.payment());

    assertThat(fixture.open(session.getUrl()).body()).doesNotContain("Promotion code");
    fixture.submit(session.getUrl(), Map.of("promotionCode", "FRIEND"));
    assertThat(fixture.retrieve(session.getId()).getAmountTotal()).isEqualTo(2000);
  }

  @Test
  void endsACouponByTime() throws StripeException {
    long until = fixture.clock.instant().getEpochSecond() + 3600;
    Coupon coupon = create(percent(10).setRedeemBy(until));
    fixture.clock.advance(Duration.ofHours(1));

    assertThat(fixture.v1.coupons().retrieve(coupon.getId()).getValid()).isFalse();
  }

  private Subscription bought(Coupon coupon) throws Exception {
    Session session = fixture.create(Fixture.subscription().addDiscount(with(coupon)));
    fixture.pay(session.getUrl(), CARD);
    String id = fixture.retrieve(session.getId()).getSubscription();
    return fixture.v1.subscriptions().retrieve(id);
  }

  private List<Long> totals(Subscription subscription) throws StripeException {
    return billing.invoices(subscription).stream().map(Invoice::getTotal).toList();
  }

  private Coupon create(CouponCreateParams.Builder params) throws StripeException {
    return fixture.v1.coupons().create(params.build());
  }

  private PromotionCode code(Coupon coupon, String code) throws StripeException {
    return fixture
        .v1
        .promotionCodes()
        .create(
            PromotionCodeCreateParams.builder()
                .setCode(code)
                .setPromotion(
                    PromotionCodeCreateParams.Promotion.builder()
                        .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                        .setCoupon(coupon.getId())
                        .build())
                .build());
  }

  private static SessionCreateParams.Discount with(Coupon coupon) {
    return SessionCreateParams.Discount.builder().setCoupon(coupon.getId()).build();
  }

  private static CouponCreateParams.Builder percent(int percent) {
    return CouponCreateParams.builder().setPercentOff(BigDecimal.valueOf(percent));
  }
}
