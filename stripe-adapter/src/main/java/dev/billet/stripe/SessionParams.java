package dev.billet.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order, as the parameters of Stripe's {@code POST /v1/checkout/sessions}. The same order makes
 * the same parameters in the same order, today and tomorrow and in another process, because Stripe
 * refuses an idempotency key that comes back with others.
 *
 * <p>The metadata is also put on what the session will make, the payment intent or the
 * subscription: events about those do not name the session.
 */
final class SessionParams {

  private SessionParams() {}

  static SessionCreateParams of(SessionOrder order) {
    Map<String, String> metadata = new TreeMap<>(order.metadata());
    SessionCreateParams.Builder params =
        SessionCreateParams.builder()
            .setCustomer(order.customer())
            .setClientReferenceId(order.organization())
            .setSuccessUrl(order.returnUrls().success())
            .setCancelUrl(order.returnUrls().cancel())
            .putAllMetadata(metadata);
    Sale sale = order.sale();
    if (sale instanceof Sale.PlanSale plan) {
      return params
          .setMode(Mode.SUBSCRIPTION)
          .addLineItem(LineItem.builder().setPrice(plan.price()).setQuantity(1L).build())
          .setSubscriptionData(SubscriptionData.builder().putAllMetadata(metadata).build())
          .build();
    }
    return params
        .setMode(Mode.PAYMENT)
        .addLineItem(
            sale instanceof Sale.CreditSale credits
                ? bundles(credits)
                : amount((Sale.BalanceSale) sale))
        .setPaymentIntentData(PaymentIntentData.builder().putAllMetadata(metadata).build())
        .build();
  }

  private static LineItem bundles(Sale.CreditSale credits) {
    return LineItem.builder()
        .setPrice(credits.price())
        .setQuantity((long) credits.bundles())
        .build();
  }

  private static LineItem amount(Sale.BalanceSale balance) {
    return LineItem.builder()
        .setPriceData(
            PriceData.builder()
                .setCurrency(balance.amount().currency())
                .setUnitAmount(balance.amount().minorUnits())
                .setProductData(PriceData.ProductData.builder().setName(balance.name()).build())
                .build())
        .setQuantity(1L)
        .build();
  }
}
