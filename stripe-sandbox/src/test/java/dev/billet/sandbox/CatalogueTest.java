package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductListParams;
import com.stripe.param.ProductUpdateParams;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Products, prices and customers. */
final class CatalogueTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void seedsPricesUnderTheirOwnIds() throws StripeException {
    Price price =
        fixture
            .v1
            .prices()
            .retrieve("price_pro", PriceRetrieveParams.builder().addExpand("product").build());

    assertThat(price.getUnitAmount()).isEqualTo(2900);
    assertThat(price.getRecurring().getInterval()).isEqualTo("month");
    assertThat(price.getProductObject().getName()).isEqualTo("Pro plan");
  }

  @Test
  void createsUpdatesAndDeletesAProduct() throws StripeException {
    Product created =
        fixture
            .v1
            .products()
            .create(
                ProductCreateParams.builder()
                    .setName("Mug")
                    .setDescription("Blue")
                    .putMetadata("shelf", "7")
                    .build());
    Product updated =
        fixture
            .v1
            .products()
            .update(
                created.getId(),
                ProductUpdateParams.builder().setName("Cup").putMetadata("room", "2").build());

    assertThat(created.getId()).startsWith("prod_");
    assertThat(created.getCreated()).isEqualTo(fixture.clock.instant().getEpochSecond());
    assertThat(updated.getName()).isEqualTo("Cup");
    assertThat(updated.getDescription()).isEqualTo("Blue");
    assertThat(updated.getMetadata()).containsOnly(Map.entry("shelf", "7"), Map.entry("room", "2"));

    assertThat(fixture.v1.products().delete(created.getId()).getDeleted()).isTrue();
    assertThat(Fixture.refused(() -> fixture.v1.products().retrieve(created.getId())))
        .returns(404, StripeException::getStatusCode)
        .returns("resource_missing", StripeException::getCode);
  }

  @Test
  void keepsAProductThatHasPrices() throws StripeException {
    String product = fixture.v1.prices().retrieve("price_pro").getProduct();

    assertThat(Fixture.refused(() -> fixture.v1.products().delete(product)))
        .hasMessageContaining("one or more user-created prices");
    assertThat(fixture.v1.products().retrieve(product).getActive()).isTrue();
  }

  @Test
  void createsAProductWithItsDefaultPrice() throws StripeException {
    Product product =
        fixture
            .v1
            .products()
            .create(
                ProductCreateParams.builder()
                    .setName("Tea")
                    .setDefaultPriceData(
                        ProductCreateParams.DefaultPriceData.builder()
                            .setCurrency("eur")
                            .setUnitAmount(450L)
                            .build())
                    .addExpand("default_price")
                    .build());

    assertThat(product.getDefaultPriceObject().getUnitAmount()).isEqualTo(450);
    assertThat(product.getDefaultPriceObject().getCurrency()).isEqualTo("eur");
  }

  @Test
  void createsAPriceWithItsProduct() throws StripeException {
    Price price = fixture.v1.prices().create(price().build());

    assertThat(price.getId()).startsWith("price_1");
    assertThat(price.getType()).isEqualTo("one_time");
    assertThat(price.getUnitAmountDecimal()).isEqualByComparingTo("1250");
    assertThat(fixture.v1.products().retrieve(price.getProduct()).getName()).isEqualTo("Book");
  }

  @Test
  void keepsFractionsOfAMinorUnit() throws StripeException {
    Price price =
        fixture
            .v1
            .prices()
            .create(
                PriceCreateParams.builder()
                    .setCurrency("usd")
                    .setUnitAmountDecimal(new BigDecimal("0.25"))
                    .setProductData(
                        PriceCreateParams.ProductData.builder().setName("Token").build())
                    .build());

    assertThat(price.getUnitAmount()).isNull();
    assertThat(price.getUnitAmountDecimal()).isEqualByComparingTo("0.25");
  }

  @Test
  void movesALookupKeyOnlyWhenTold() throws StripeException {
    Price first = fixture.v1.prices().create(price().setLookupKey("book").build());

    assertThat(
            Fixture.refused(() -> fixture.v1.prices().create(price().setLookupKey("book").build())))
        .returns("lookup_key", error -> error.getStripeError().getParam());

    Price second =
        fixture.v1.prices().create(price().setLookupKey("book").setTransferLookupKey(true).build());
    assertThat(fixture.v1.prices().retrieve(first.getId()).getLookupKey()).isNull();
    assertThat(
            fixture
                .v1
                .prices()
                .list(PriceListParams.builder().addLookupKey("book").build())
                .getData())
        .extracting(Price::getId)
        .containsExactly(second.getId());
  }

  @Test
  void deactivatesAPrice() throws StripeException {
    Price price =
        fixture
            .v1
            .prices()
            .update("price_pro", PriceUpdateParams.builder().setActive(false).build());

    assertThat(price.getActive()).isFalse();
    assertThat(
            fixture.v1.prices().list(PriceListParams.builder().setActive(true).build()).getData())
        .extracting(Price::getId)
        .containsExactly("price_jpy", "price_credits");
  }

  @Test
  void unsetsMetadataByNameAndWhole() throws StripeException {
    Customer customer =
        fixture
            .v1
            .customers()
            .create(
                CustomerCreateParams.builder()
                    .setEmail("ada@shop.example")
                    .putMetadata("a", "1")
                    .putMetadata("b", "2")
                    .build());
    assertThat(metadataAfter(customer, "metadata[a]=")).containsExactly(Map.entry("b", "2"));
    assertThat(metadataAfter(customer, "metadata=")).isEmpty();
  }

  @Test
  void showsADeletedCustomerAsDeleted() throws StripeException {
    Customer customer = customer("gone@shop.example");

    fixture.v1.customers().delete(customer.getId());

    assertThat(fixture.v1.customers().retrieve(customer.getId()).getDeleted()).isTrue();
    assertThat(fixture.v1.customers().list().getData()).isEmpty();
    assertThat(
            Fixture.refused(
                () ->
                    fixture
                        .v1
                        .customers()
                        .update(
                            customer.getId(),
                            CustomerUpdateParams.builder().setName("Ada").build())))
        .returns(404, StripeException::getStatusCode);
  }

  @Test
  void pagesThroughAListInBothDirections() throws StripeException {
    for (int i = 0; i < 5; i++) {
      customer("c" + i + "@shop.example");
    }
    StripeCollection<Customer> first = page(CustomerListParams.builder());
    StripeCollection<Customer> second = page(after(first));
    StripeCollection<Customer> third = page(after(second));
    StripeCollection<Customer> back =
        page(CustomerListParams.builder().setEndingBefore(third.getData().get(0).getId()));

    assertThat(emails(first)).containsExactly("c4@shop.example", "c3@shop.example");
    assertThat(emails(second)).containsExactly("c2@shop.example", "c1@shop.example");
    assertThat(emails(third)).containsExactly("c0@shop.example");
    assertThat(List.of(first.getHasMore(), second.getHasMore(), third.getHasMore()))
        .containsExactly(true, true, false);
    assertThat(emails(back)).isEqualTo(emails(second));
    assertThat(back.getHasMore()).isTrue();
  }

  @Test
  void filtersAListByMomentAndByIds() throws StripeException {
    customer("early@shop.example");
    fixture.clock.advance(java.time.Duration.ofHours(1));
    long later = fixture.clock.instant().getEpochSecond();
    customer("late@shop.example");

    assertThat(
            emails(
                fixture
                    .v1
                    .customers()
                    .list(
                        CustomerListParams.builder()
                            .setCreated(CustomerListParams.Created.builder().setGte(later).build())
                            .build())))
        .containsExactly("late@shop.example");
    String product = fixture.v1.prices().retrieve("price_jpy").getProduct();
    assertThat(
            fixture
                .v1
                .products()
                .list(ProductListParams.builder().addId(product).build())
                .getData())
        .extracting(Product::getName)
        .containsExactly("Omamori");
  }

  @Test
  void keepsTheAccountsOfDifferentKeysApart() throws StripeException {
    Customer ours = customer("ours@shop.example");
    var other = fixture.client("sk_test_other").v1();

    assertThat(Fixture.refused(() -> other.customers().retrieve(ours.getId())))
        .returns(404, StripeException::getStatusCode);
    assertThat(other.customers().list().getData()).isEmpty();
    fixture.v1.prices().update("price_pro", PriceUpdateParams.builder().setActive(false).build());
    assertThat(other.prices().retrieve("price_pro").getActive()).isTrue();
    assertThat(fixture.v1.prices().retrieve("price_pro").getActive()).isFalse();
  }

  private Map<String, String> metadataAfter(Customer customer, String form) throws StripeException {
    try {
      assertThat(fixture.post("/v1/customers/" + customer.getId(), form).statusCode())
          .isEqualTo(200);
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return fixture.v1.customers().retrieve(customer.getId()).getMetadata();
  }

  private Customer customer(String email) throws StripeException {
    return fixture.v1.customers().create(CustomerCreateParams.builder().setEmail(email).build());
  }

  private StripeCollection<Customer> page(CustomerListParams.Builder params)
      throws StripeException {
    return fixture.v1.customers().list(params.setLimit(2L).build());
  }

  private static CustomerListParams.Builder after(StripeCollection<Customer> page) {
    return CustomerListParams.builder().setStartingAfter(page.getData().get(1).getId());
  }

  private static List<String> emails(StripeCollection<Customer> page) {
    return page.getData().stream().map(Customer::getEmail).toList();
  }

  private static PriceCreateParams.Builder price() {
    return PriceCreateParams.builder()
        .setCurrency("usd")
        .setUnitAmount(1250L)
        .setProductData(PriceCreateParams.ProductData.builder().setName("Book").build());
  }
}
