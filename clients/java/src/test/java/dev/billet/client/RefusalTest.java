package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.billet.client.almanac.BillingCheckoutRequest;
import dev.billet.client.closient.ErrorBody;
import dev.billet.client.closient.ErrorDetail;
import dev.billet.client.dreadnode.APIErrorItem;
import dev.billet.client.dreadnode.APIErrorPayload;
import dev.billet.client.starter.CheckoutRequest;
import dev.billet.clients.Jar;
import java.net.URI;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A refusal is the exception of its contract, and holds the contract's envelope as its model. */
@ExtendWith(Jar.class)
final class RefusalTest {

  @Test
  void versoriTellsTheCodeOfAnOrganizationItDoesNotKnow(URI server) {
    VersoriException refused =
        refused(
            VersoriException.class,
            404,
            () -> Demo.owner(server).versori().createCheckoutSession("nobody", null, null));
    assertThat(refused.error().orElseThrow().getCode()).isEqualTo("not_found");
  }

  @Test
  void dreadnodeTellsEveryFieldAtFault(URI server) {
    DreadnodeException refused =
        refused(
            DreadnodeException.class,
            422,
            () ->
                Demo.owner(server)
                    .dreadnode()
                    .createCheckoutSession(
                        Demo.SLUG, Demo.credits(11).cancelUrl("nowhere"), null, null, null));
    APIErrorPayload error = refused.error().orElseThrow();
    assertThat(error.getType()).isEqualTo("validation_error");
    assertThat(error.getErrors())
        .extracting(APIErrorItem::getLoc)
        .containsExactlyInAnyOrder(List.of("body", "quantity"), List.of("body", "cancel_url"));
  }

  @Test
  void almanacHasAnEnvelopeForWhatIsInvalid(URI server) {
    AlmanacException refused =
        refused(
            AlmanacException.class,
            422,
            () ->
                Demo.owner(server)
                    .almanac()
                    .createCheckoutSession(
                        Demo.SLUG, new BillingCheckoutRequest().successUrl("näh"), null, null));
    assertThat(refused.error()).isEmpty();
    assertThat(refused.validationError().orElseThrow().getDetail())
        .anySatisfy(
            problem -> {
              assertThat(problem.getLoc()).isEqualTo(List.of("body", "success_url"));
              assertThat(problem.getInput()).isEqualTo("näh");
            });
  }

  @Test
  void almanacHasAnotherForTheRest(URI server) {
    AlmanacException refused =
        refused(
            AlmanacException.class,
            403,
            () ->
                Demo.reader(server)
                    .almanac()
                    .createCheckoutSession(Demo.SLUG, Demo.plan("pro"), null, null));
    assertThat(refused.validationError()).isEmpty();
    assertThat(refused.error().orElseThrow().getDetail())
        .isEqualTo("This credential may not make purchases for the organization");
  }

  @Test
  void closientTellsTheFieldsAtFault(URI server) {
    ClosientException refused =
        refused(
            ClosientException.class,
            422,
            () ->
                Demo.owner(server)
                    .closient()
                    .createCheckoutSession(Demo.balance(501).successUrl("nowhere"), null));
    ErrorBody error = refused.error().orElseThrow().getError();
    assertThat(error.getCode()).isEqualTo(ErrorBody.CodeEnum.VALIDATION_ERROR);
    assertThat(error.getDetails()).extracting(ErrorDetail::getField).containsExactly("success_url");
  }

  @Test
  void starterHasAnEnvelopeForWhatIsInvalid(URI server) {
    StarterException refused =
        refused(
            StarterException.class,
            422,
            () ->
                Demo.owner(server)
                    .starter()
                    .createCheckoutSession(new CheckoutRequest().cancelUrl("nowhere"), null));
    assertThat(refused.error()).isEmpty();
    assertThat(refused.validationError().orElseThrow().getDetail())
        .singleElement()
        .satisfies(it -> assertThat(it.getLoc()).isEqualTo(List.of("body", "cancel_url")));
  }

  @Test
  void starterHasAnotherForTheRest(URI server) {
    StarterException refused =
        refused(
            StarterException.class,
            401,
            () ->
                BilletClient.builder(server)
                    .build()
                    .starter()
                    .createCheckoutSession(new CheckoutRequest(), null));
    assertThat(refused.error().orElseThrow().getDetail()).isEqualTo("Not authenticated");
  }

  @Test
  void whatIsNoEnvelopeIsStillARefusal() throws Exception {
    try (Tap proxy = Tap.answering(502, "<html>bad gateway</html>")) {
      DreadnodeException refused =
          catchThrowableOfType(
              DreadnodeException.class,
              () ->
                  Demo.owner(proxy.url())
                      .dreadnode()
                      .createCheckoutSession(Demo.SLUG, Demo.credits(1), null, null, null));
      assertThat(refused.status()).isEqualTo(502);
      assertThat(refused.error()).isEmpty();
      assertThat(refused.requestId()).isEmpty();
      assertThat(refused.getResponseBody()).isEqualTo("<html>bad gateway</html>");
    }
  }

  @Test
  void aBaseUrlThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> BilletClient.builder(URI.create("localhost:8080")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BilletClient.builder(URI.create("http://127.0.0.1/?a=b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static <E extends RefusedException> E refused(
      Class<E> type, int status, ThrowingCallable call) {
    E refused = catchThrowableOfType(type, call);
    assertThat(refused).isNotNull();
    assertThat(refused.status()).as(refused.getMessage()).isEqualTo(status);
    assertThat(refused.requestId()).isPresent();
    return refused;
  }
}
