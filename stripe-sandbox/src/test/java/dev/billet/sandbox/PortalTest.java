package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.model.billingportal.Configuration;
import com.stripe.model.billingportal.Session;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationListParams;
import com.stripe.param.billingportal.ConfigurationUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The billing portal: its configurations, its sessions, and its page. */
final class PortalTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void createsUpdatesAndListsConfigurations() throws StripeException {
    Configuration created =
        configuration(ConfigurationCreateParams.Features.SubscriptionCancel.Mode.IMMEDIATELY);

    assertThat(created.getId()).startsWith("bpc_");
    assertThat(created.getFeatures().getSubscriptionCancel().getMode()).isEqualTo("immediately");
    assertThat(created.getFeatures().getInvoiceHistory().getEnabled()).isFalse();
    Configuration updated =
        fixture
            .v1
            .billingPortal()
            .configurations()
            .update(created.getId(), ConfigurationUpdateParams.builder().setActive(false).build());
    assertThat(updated.getActive()).isFalse();
    assertThat(
            fixture
                .v1
                .billingPortal()
                .configurations()
                .list(ConfigurationListParams.builder().setActive(true).build())
                .getData())
        .isEmpty();
  }

  @Test
  void opensASessionForACustomer() throws StripeException {
    String customer = billing.customer("pm_card_visa");

    Session session = open(customer, null);

    assertThat(session.getId()).startsWith("bps_");
    assertThat(session.getUrl()).startsWith(fixture.sandbox.publicUrl() + "/p/session/");
    assertThat(session.getReturnUrl()).isEqualTo("https://shop.example/account?a=1&b=2");
    assertThat(session.getConfiguration()).isEqualTo(open(customer, null).getConfiguration());
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> open("cus_none", null)))
        .returns("customer", error -> error.getStripeError().getParam());
  }

  @Test
  void showsSubscriptionsInvoicesAndTheWayBack() throws Exception {
    String customer = billing.customer("pm_card_visa");
    billing.subscribe(Billing.of(customer, "price_pro", 1));

    var page = fixture.open(open(customer, null).getUrl());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Pro plan", "$29.00", "Cancel subscription", "-0001 paid")
        .contains("https://shop.example/account?a=1&amp;b=2");
    assertThat(fixture.open(fixture.sandbox.publicUrl() + "/p/session/none").statusCode())
        .isEqualTo(404);
  }

  @Test
  void cancelsAtThePeriodsEndAndTakesThatBack() throws Exception {
    String customer = billing.customer("pm_card_visa");
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    String url = open(customer, null).getUrl();

    var answer = press(url, subscription, "cancel");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains(url);
    assertThat(retrieve(subscription).getCancelAtPeriodEnd()).isTrue();
    assertThat(fixture.open(url).body()).contains("Cancels on", "Don't cancel subscription");

    press(url, subscription, "renew");
    assertThat(retrieve(subscription).getCancelAtPeriodEnd()).isFalse();
  }

  @Test
  void cancelsAtOnceWhereItIsConfiguredSo() throws Exception {
    String customer = billing.customer("pm_card_visa");
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    String configured =
        configuration(ConfigurationCreateParams.Features.SubscriptionCancel.Mode.IMMEDIATELY)
            .getId();

    press(open(customer, configured).getUrl(), subscription, "cancel");

    assertThat(retrieve(subscription).getStatus()).isEqualTo("canceled");
  }

  @Test
  void leavesTheSubscriptionsOfOthersAlone() throws Exception {
    String other = billing.customer("pm_card_visa");
    Subscription theirs = billing.subscribe(Billing.of(other, "price_pro", 1));

    press(open(billing.customer(null), null).getUrl(), theirs, "cancel");

    assertThat(retrieve(theirs).getCancelAtPeriodEnd()).isFalse();
  }

  private Configuration configuration(
      ConfigurationCreateParams.Features.SubscriptionCancel.Mode mode) throws StripeException {
    return fixture
        .v1
        .billingPortal()
        .configurations()
        .create(
            ConfigurationCreateParams.builder()
                .setFeatures(
                    ConfigurationCreateParams.Features.builder()
                        .setSubscriptionCancel(
                            ConfigurationCreateParams.Features.SubscriptionCancel.builder()
                                .setEnabled(true)
                                .setMode(mode)
                                .build())
                        .build())
                .build());
  }

  private Session open(String customer, @org.jspecify.annotations.Nullable String configuration)
      throws StripeException {
    SessionCreateParams.Builder params =
        SessionCreateParams.builder()
            .setCustomer(customer)
            .setReturnUrl("https://shop.example/account?a=1&b=2");
    if (configuration != null) {
      params.setConfiguration(configuration);
    }
    return fixture.v1.billingPortal().sessions().create(params.build());
  }

  private java.net.http.HttpResponse<String> press(
      String url, Subscription subscription, String action) throws Exception {
    return fixture.submit(url, Map.of("subscription", subscription.getId(), "action", action));
  }

  private Subscription retrieve(Subscription subscription) throws StripeException {
    return fixture.v1.subscriptions().retrieve(subscription.getId());
  }
}
