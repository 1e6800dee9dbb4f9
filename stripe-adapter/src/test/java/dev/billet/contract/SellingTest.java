package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SellingTest {

  @ParameterizedTest
  @EnumSource
  void answersAnAcceptableRequestWithTheCheckoutPage(EveryContract contract) {
    InMemory server = contract.serve();

    InMemory.Answer answer = contract.buy(server);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().get("Link"))
        .isEqualTo("<https://checkout.example.com/c/pay/cs_test_1>; rel=\"payment\"");
    assertThat(answer.headers().get("X-Request-Id")).isNotBlank();
    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json");
    SessionOrder order = server.payments().orders().get(0);
    assertThat(order.metadata())
        .containsEntry("billet_contract", contract.key())
        .containsEntry("billet_organization", "acme");
    assertThat(order.customer()).isEqualTo("cus_acme");
  }

  @Test
  void sellsTheOrganizationsOwnPlanThroughVersori() {
    InMemory server = EveryContract.VERSORI.serve();
    InMemory.Answer answer =
        server.call(
            "POST",
            EveryContract.VERSORI.path(),
            new byte[0],
            "Content-Type",
            "",
            "Authorization",
            "bearer owner");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(server.payments().orders().get(0).sale())
        .isEqualTo(new Sale.PlanSale("team", "price_team"));
  }

  @Test
  void ignoresAPriceThatTheCallerSends() {
    InMemory server = EveryContract.STARTER.serve();
    server.post(
        EveryContract.STARTER.path(),
        "{\"price_id\":\"price_cheap\",\"price\":1}",
        "Authorization",
        "Bearer owner");
    assertThat(server.payments().orders().get(0).sale())
        .isEqualTo(new Sale.PlanSale("team", "price_team"));
  }
}
