package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.OrderMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OrderMetadataTest {

  private static final Organization ACME =
      new Organization("acme", Optional.empty(), true, Optional.empty());

  static Stream<Arguments> sales() {
    return Stream.of(
        Arguments.of(new Sale.PlanSale("pro", "price_pro"), new Order.Goods.Plan("pro")),
        Arguments.of(
            new Sale.CreditSale("price_credits", 3, 75_000), new Order.Goods.Credits(3, 75_000)),
        Arguments.of(
            new Sale.CreditSale("price_credits", Integer.MAX_VALUE, Long.MAX_VALUE),
            new Order.Goods.Credits(Integer.MAX_VALUE, Long.MAX_VALUE)),
        Arguments.of(
            new Sale.BalanceSale(new Money(2_500, "jpy"), "Ad balance"),
            new Order.Goods.Balance(new Money(2_500, "jpy"))));
  }

  @ParameterizedTest
  @MethodSource("sales")
  void whatWasSoldIsReadBack(Sale sale, Order.Goods goods) {
    Map<String, String> metadata = SessionMetadata.of("almanac", ACME, sale);
    metadata.put(SessionMetadata.REQUEST_HASH, "0a1b");
    metadata.put("campaign", "somebody else's");
    assertThat(OrderMetadata.read(metadata)).contains(new Order("acme", "almanac", goods));
  }

  @Test
  void whatSomebodyElseSellsIsNotOurs() {
    assertThat(OrderMetadata.read(Map.of())).isEmpty();
    assertThat(OrderMetadata.read(Map.of("order", "7", "billet_plan", "pro"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "billet_contract,",
    "billet_organization,",
    "billet_organization,' '",
    "billet_purchase,",
    "billet_purchase,gold",
    "billet_quantity,0",
    "billet_quantity,2147483648",
    "billet_quantity,many",
    "billet_credits,",
    "billet_credits,-5",
    "billet_credits,9223372036854775808"
  })
  void whatIsOursAndDamagedIsNotTakenForSomebodyElses(String name, String value) {
    damaged(new Sale.CreditSale("price_credits", 2, 50_000), name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "billet_amount,",
    "billet_amount,0",
    "billet_amount,1.5",
    "billet_currency,dollars",
    "billet_currency,"
  })
  void balanceWithoutAnAmountIsDamaged(String name, String value) {
    damaged(new Sale.BalanceSale(new Money(2_500, "usd"), "Ad balance"), name, value);
  }

  @Test
  void aSubscriptionWithoutAPlanIsDamaged() {
    damaged(new Sale.PlanSale("pro", "price_pro"), SessionMetadata.PLAN, null);
  }

  private static void damaged(Sale sale, String name, @Nullable String value) {
    Map<String, String> metadata = new HashMap<>(SessionMetadata.of("almanac", ACME, sale));
    metadata.put(name, value);
    metadata.values().remove(null);
    assertThat(OrderMetadata.isOurs(metadata)).isTrue();
    assertThatThrownBy(() -> OrderMetadata.read(metadata))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
