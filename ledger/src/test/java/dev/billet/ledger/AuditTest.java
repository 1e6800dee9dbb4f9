package dev.billet.ledger;

import static dev.billet.ledger.Told.CREDITS;
import static dev.billet.ledger.Told.paid;
import static dev.billet.ledger.Told.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Audit;
import dev.billet.checkout.ledger.Audit.Breach;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Facts;
import dev.billet.ledger.TestDatabases.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
final class AuditTest {

  @RegisterExtension private final Fixture fixture;

  private long scope;

  AuditTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @BeforeEach
  void findScope() throws SQLException {
    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT MAX(id) FROM scopes")) {
      rows.next();
      scope = rows.getLong(1);
    }
  }

  @Test
  void aLedgerThatWasOnlyBookedIsWhole() {
    book(paid("cs_1", CREDITS, 1_998, refund("re_1", 333, true), refund("re_2", 1, true)));
    book(paid("cs_1", CREDITS, 1_998, refund("re_1", 333, false), refund("re_2", 1, true)));
    book(paid("cs_2", Told.BALANCE, 2_500, Told.dispute("du_1", 2_500, true)));
    book(paid("cs_2", Told.BALANCE, 2_500, Told.dispute("du_1", 2_500, false)));
    book(paid("cs_3", CREDITS, 0));
    book(Facts.of(Told.payment("in_1", Told.PLAN, 4_900, refund("re_3", 100, true))));
    book(Told.state("cs_4", CREDITS, State.PENDING, 1_998));
    book(Told.state("cs_5", Told.PLAN, State.PAID, 4_900));
    Audit.Report report = verify();
    assertThat(report.breaches()).isEmpty();
    assertThat(report.held()).isEmpty();
    assertThat(report.checkouts()).isEqualTo(5);
    assertThat(report.entries())
        .isEqualTo(fixture.books().ledger().feed(0, Optional.empty(), 100).size());
  }

  @Test
  void manyPagesAreOneWalk() {
    for (int i = 0; i < 300; i++) {
      book(paid("cs_" + i, CREDITS, 1_998, refund("re_" + i, 7L * i + 1, true)));
    }
    List<Long> progress = new ArrayList<>();
    Audit.Report report = fixture.books().audit().verify(progress::add);
    assertThat(report.breaches()).isEmpty();
    assertThat(report.entries()).isEqualTo(1_200);
    assertThat(report.checkouts()).isEqualTo(300);
    assertThat(progress).containsExactly(500L, 1_000L, 1_200L);
  }

  @Test
  void heldMoneyIsReportedAndIsNoBreach() {
    book(Facts.of(Told.payment("cs_1", Told.BALANCE, 1)));
    Audit.Report report = verify();
    assertThat(report.breaches()).isEmpty();
    assertThat(report.held()).extracting(BookedCheckout::session).containsExactly("cs_1");
  }

  @Test
  void heldMoneyThatIsBookedIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("UPDATE checkouts SET held = 'by hand' WHERE scope = %d");
    assertThat(rules()).containsExactly("held but booked");
  }

  @Test
  void aGrantThatIsNotWhatWasOrderedIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("UPDATE checkouts SET credits = 1 WHERE scope = %d");
    assertThat(rules()).containsExactly("not what it must be");
  }

  @Test
  void aPurchaseThatIsNotWhatWasAskedIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("UPDATE checkouts SET asked = 1, asked_currency = 'usd' WHERE scope = %d");
    assertThat(rules()).containsExactly("not what was asked");
  }

  @Test
  void aPurchaseThatIsNotWhatWasPaidIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("UPDATE payments SET paid = 1 WHERE scope = %d");
    assertThat(rules()).containsExactly("not what it must be");
  }

  @Test
  void aCheckoutOfAnotherOrganizationIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("UPDATE checkouts SET organization = 'globex' WHERE scope = %d");
    assertThat(rules()).containsExactly("another's", "another's");
  }

  @Test
  void anEntryWithoutItsCheckoutIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    change("DELETE FROM checkouts WHERE scope = %d");
    assertThat(rules()).containsExactly("no source");
  }

  @Test
  void whatWentBackWithoutEverComingIsABreach() throws SQLException {
    change("INSERT INTO payments (scope, source, paid, currency) VALUES (%d, 'in_1', 0, 'usd')");
    entry("'REFUND', 'PAYMENTS', -1, 'usd', 'in_1', 're_1'");
    assertThat(rules()).contains("reversed but never paid");
  }

  @Test
  void whatCameAgainWithoutGoingIsABreach() throws SQLException {
    book(Facts.of(Told.payment("in_1", Told.PLAN, 4_900)));
    entry("'DISPUTE_WON', 'PAYMENTS', 1, 'usd', 'in_1', 'du_1'");
    assertThat(rules()).contains("came again but never went");
  }

  @Test
  void moneyThatWentBackAloneIsABreach() throws SQLException {
    book(paid("cs_1", CREDITS, 1_998));
    entry("'REFUND', 'PAYMENTS', -1998, 'usd', 'cs_1', 're_1'");
    assertThat(verify().breaches())
        .singleElement()
        .satisfies(
            breach -> {
              assertThat(breach.about()).isEqualTo("cs_1");
              assertThat(breach.detail()).contains("CREDITS=-50000");
            });
  }

  @Test
  void aPaidCheckoutWithoutEntriesIsABreach() {
    book(Told.state("cs_1", CREDITS, State.PAID, 1_998));
    assertThat(rules()).containsExactly("paid but not booked");
  }

  private void book(Facts facts) {
    fixture.books().ledger().book(facts, Optional.empty());
  }

  private void change(String statement) throws SQLException {
    assertThat(fixture.sql(statement.formatted(scope))).isPositive();
  }

  private void entry(String values) throws SQLException {
    change(
        "INSERT INTO entries (scope, organization, contract, occurred_at, booked_at, kind, asset,"
            + " amount, currency, payment, object) VALUES (%d, 'acme', 'x', 0, 0, "
            + values
            + ")");
  }

  private List<String> rules() {
    return verify().breaches().stream().map(Breach::rule).toList();
  }

  private Audit.Report verify() {
    return fixture.books().audit().verify(any -> {});
  }
}
