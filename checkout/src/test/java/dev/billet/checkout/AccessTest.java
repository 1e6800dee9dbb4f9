package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AccessTest {

  private static final Organization ACME =
      new Organization("acme", Optional.empty(), true, Optional.empty());

  private final Access access =
      new Access(
          new Directory() {
            @Override
            public Optional<Organization> organization(String identifier) {
              return List.of("acme", "org_1").contains(identifier)
                  ? Optional.of(ACME)
                  : Optional.empty();
            }

            @Override
            public Optional<Caller> caller(String secret) {
              return secret.equals("ada") ? Optional.of(grants(Map.of())) : Optional.empty();
            }
          });

  @ParameterizedTest
  @EnumSource
  void everyRoleReadsAndOwnerAndBillingBuy(Role role) {
    Caller caller = grants(Map.of("acme", role));
    assertThat(access.toRead(caller, "org_1")).isEqualTo(ACME);
    if (role == Role.OWNER || role == Role.BILLING) {
      Buyer buyer = access.toBuy(caller, "acme");
      assertThat(buyer.organization()).isEqualTo(ACME);
      assertThat(buyer.caller()).isEqualTo(caller);
    } else {
      assertThatThrownBy(() -> access.toBuy(caller, "acme"))
          .isInstanceOfSatisfying(
              CheckoutException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FORBIDDEN));
    }
  }

  @Test
  void neitherReadsNorBuysWhereNothingIsGranted() {
    Caller stranger = grants(Map.of("globex", Role.OWNER));
    assertThatThrownBy(() -> access.toRead(stranger, "acme"))
        .isInstanceOfSatisfying(
            CheckoutException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.FORBIDDEN));
    assertThatThrownBy(() -> access.toRead(stranger, "globex"))
        .isInstanceOfSatisfying(
            CheckoutException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNKNOWN_ORGANIZATION));
  }

  @Test
  void listsWhatACallerMayRead() {
    assertThat(Access.readable(grants(Map.of()))).contains(List.of());
    assertThat(Access.readable(grants(Map.of("globex", Role.READER, "acme", Role.OWNER))))
        .contains(List.of("acme", "globex"));
    assertThat(Access.readable(grants(Map.of("*", Role.READER, "acme", Role.OWNER)))).isEmpty();
  }

  @Test
  void findsWhoASecretBelongsTo() {
    assertThat(access.caller("ada")).isPresent();
    assertThat(access.caller("bob")).isEmpty();
  }

  private static Caller grants(Map<String, Role> grants) {
    return new Caller("ada", grants);
  }
}
