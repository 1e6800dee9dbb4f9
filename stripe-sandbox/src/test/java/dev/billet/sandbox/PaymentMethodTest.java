package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payment methods: those of test cards, and whose they are. */
final class PaymentMethodTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void makesPaymentMethodsOfTestCards() throws StripeException {
    PaymentMethod card =
        fixture
            .v1
            .paymentMethods()
            .create(
                PaymentMethodCreateParams.builder()
                    .setType(PaymentMethodCreateParams.Type.CARD)
                    .setCard(
                        PaymentMethodCreateParams.CardDetails.builder()
                            .setNumber("378282246310005")
                            .setExpMonth(11L)
                            .setExpYear(2030L)
                            .setCvc("1234")
                            .build())
                    .build());
    PaymentMethod named =
        fixture
            .v1
            .paymentMethods()
            .update(
                card.getId(),
                PaymentMethodUpdateParams.builder()
                    .setBillingDetails(
                        PaymentMethodUpdateParams.BillingDetails.builder().setName("Ada").build())
                    .build());

    assertThat(
            Fixture.refused(
                    () ->
                        fixture
                            .v1
                            .paymentMethods()
                            .create(
                                PaymentMethodCreateParams.builder()
                                    .setType(PaymentMethodCreateParams.Type.KLARNA)
                                    .build()))
                .getMessage())
        .contains("The payment method type \"klarna\" is invalid.");
    assertThat(card.getCard().getBrand()).isEqualTo("amex");
    assertThat(card.getCard().getLast4()).isEqualTo("0005");
    assertThat(card.getCard().getExpYear()).isEqualTo(2030);
    assertThat(named.getBillingDetails().getName()).isEqualTo("Ada");
    assertThat(fixture.v1.paymentMethods().retrieve(card.getId())).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "4242424242424241, 12, 2030, incorrect_number",
    "4012888888881881, 12, 2030, card_declined",
    "4242424242424242, 13, 2030, invalid_expiry_month",
    "4242424242424242, 12, 2020, invalid_expiry_year"
  })
  void refusesWhatIsNoTestCard(String number, long month, long year, String code) {
    CardException refused =
        catchThrowableOfType(
            CardException.class,
            () ->
                fixture
                    .v1
                    .paymentMethods()
                    .create(
                        PaymentMethodCreateParams.builder()
                            .setType(PaymentMethodCreateParams.Type.CARD)
                            .setCard(
                                PaymentMethodCreateParams.CardDetails.builder()
                                    .setNumber(number)
                                    .setExpMonth(month)
                                    .setExpYear(year)
                                    .build())
                            .build()));

    assertThat(refused.getCode()).isEqualTo(code);
    assertThat(refused.getMessage()).doesNotContain(number);
  }

  @Test
  void attachesAndDetachesPaymentMethods() throws StripeException {
    String customer = billing.customer(null);
    PaymentMethod attached = billing.attach("pm_card_visa", customer);
    assertThat(attached.getCustomer()).isEqualTo(customer);
    assertThat(methods(customer)).isEqualTo(1);

    PaymentMethod detached = fixture.v1.paymentMethods().detach(attached.getId());
    assertThat(detached.getCustomer()).isNull();
    assertThat(methods(customer)).isZero();
    assertThat(Fixture.refused(() -> billing.attach(attached.getId(), customer)).getMessage())
        .contains("may not be used again");
    assertThat(
            catchThrowableOfType(
                    CardException.class, () -> billing.attach("pm_card_chargeDeclined", customer))
                .getCode())
        .isEqualTo("card_declined");
    assertThat(billing.attach("pm_card_chargeCustomerFail", customer).getCustomer())
        .isEqualTo(customer);
    assertThat(fixture.events()).contains("payment_method.attached", "payment_method.detached");
  }

  private int methods(String customer) throws StripeException {
    return fixture
        .v1
        .customers()
        .paymentMethods()
        .list(
            customer,
            CustomerPaymentMethodListParams.builder()
                .setType(CustomerPaymentMethodListParams.Type.CARD)
                .build())
        .getData()
        .size();
  }
}
