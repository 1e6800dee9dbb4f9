package dev.billet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.ledger.TestDatabases.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database itself refuses, whatever the code forgets. */
@ParameterizedClass
@EnumSource(Kind.class)
final class ConstraintsTest {

  private static final String ENTRY =
      "INSERT INTO entries (scope, organization, contract, occurred_at, booked_at,"
          + " kind, asset, amount, currency, payment, object) VALUES (%d, 'acme', 'x', 0, 0, %s)";

  @RegisterExtension private final Fixture fixture;

  private long scope;

  ConstraintsTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @BeforeEach
  void book() throws SQLException {
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.empty());
    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT MAX(scope) FROM entries")) {
      rows.next();
      scope = rows.getLong(1);
    }
  }

  @Test
  void entriesCanBeAddedButNeverChangedOrRemoved() throws SQLException {
    assertThat(fixture.sql(entry("'REFUND', 'PAYMENTS', -1, 'usd', 'cs_1', 're_1'"))).isEqualTo(1);
    refuses("UPDATE entries SET amount = 1");
    refuses("UPDATE entries SET event = 'evt_1' WHERE scope = " + scope);
    refuses("DELETE FROM entries WHERE scope = " + scope);
    assertThat(fixture.books().ledger().feed(0, Optional.empty(), 10)).hasSize(3);
  }

  @Test
  void entriesCannotBeReplacedOrTruncated() {
    boolean sqlite = fixture.settings().url().startsWith("jdbc:sqlite");
    refuses(
        sqlite
            ? entry("'GRANT', 'CREDITS', 9, NULL, 'cs_1', 'cs_1'")
                .replace("INSERT", "INSERT OR REPLACE")
            : "TRUNCATE entries");
    assertThat(fixture.books().ledger().account("acme").credits()).isEqualTo(50_000);
  }

  @Test
  void anEntryIsBookedOnce() {
    refuses(entry("'GRANT', 'CREDITS', 50000, NULL, 'cs_1', 'cs_1'"));
  }

  @Test
  void anAmountHasTheSignOfItsKindAndIsNeverZero() {
    refuses(entry("'REFUND', 'PAYMENTS', 0, 'usd', 'cs_1', 're_1'"));
    refuses(entry("'REFUND', 'PAYMENTS', 1, 'usd', 'cs_1', 're_1'"));
    refuses(entry("'DISPUTE', 'PAYMENTS', 1, 'usd', 'cs_1', 'du_1'"));
    refuses(entry("'DISPUTE_WON', 'PAYMENTS', -1, 'usd', 'cs_1', 'du_1'"));
    refuses(entry("'ADJUSTMENT', 'PAYMENTS', -1, 'usd', 'cs_1', 're_1'"));
    refuses(entry("'GRANT', 'BALANCE', -1, 'usd', 'cs_1', 'cs_1'"));
  }

  @Test
  void aPurchaseIsMoneyAndAGrantIsNot() {
    refuses(entry("'PURCHASE', 'BALANCE', 1, 'usd', 'cs_1', 'cs_1'"));
    refuses(entry("'GRANT', 'PAYMENTS', 1, 'usd', 'cs_1', 'cs_1'"));
    refuses(entry("'GRANT', 'BALANCE', 1, 'usd', 'cs_1', 'cs_another'"));
  }

  @Test
  void moneyHasACurrencyAndCreditsHaveNone() {
    refuses(entry("'REFUND', 'PAYMENTS', -1, NULL, 'cs_1', 're_1'"));
    refuses(entry("'REFUND', 'CREDITS', -1, 'usd', 'cs_1', 're_1'"));
    refuses(entry("'REFUND', 'PAYMENTS', -1, 'dollars', 'cs_1', 're_1'"));
  }

  @Test
  void anEntryIsOfAKindAndAssetThatExist() {
    refuses(entry("'GIFT', 'CREDITS', 1, NULL, 'cs_1', 'cs_1'"));
    refuses(entry("'REFUND', 'GOLD', -1, 'usd', 'cs_1', 're_1'"));
  }

  @Test
  void anEntryBelongsToAPaymentOfItsScope() {
    refuses(entry("'REFUND', 'PAYMENTS', -1, 'usd', 'cs_unknown', 're_1'"));
    refuses(entry("'REFUND', 'PAYMENTS', -1, 'usd', 'cs_1', 're_1'").replace("(" + scope, "(-1"));
  }

  @Test
  void aPaymentBelongsToOneSource() {
    refuses(
        "INSERT INTO payments (scope, source, payment_intent, paid, currency) VALUES (%d, 'cs_2',"
            + " 'pi_cs_1', 1, 'usd')");
    refuses(
        "INSERT INTO payments (scope, source, payment_intent, paid, currency) VALUES (%d, 'cs_2',"
            + " 'pi_cs_2', -1, 'usd')");
  }

  @Test
  void aCheckoutHasAStateThatExistsAndTheColumnsOfItsGoods() {
    refuses("UPDATE checkouts SET state = 'LOST' WHERE scope = %d");
    refuses("UPDATE checkouts SET credits = NULL WHERE scope = %d");
    refuses("UPDATE checkouts SET credits = 0 WHERE scope = %d");
    refuses("UPDATE checkouts SET plan = 'team' WHERE scope = %d");
    refuses("UPDATE checkouts SET goods = 'BALANCE' WHERE scope = %d");
    refuses("UPDATE checkouts SET total = NULL WHERE scope = %d");
    refuses("UPDATE checkouts SET held = '' WHERE scope = %d");
  }

  @Test
  void aClaimIsWholeOrNot() {
    List<String> broken = new ArrayList<>();
    broken.add("token, leased_until) VALUES (%d, 'acme', 'token', NULL)");
    broken.add("session, url, fingerprint, opened_at) VALUES (%d, 'acme', 'cs_1', NULL, 'f', 1)");
    broken.add("session, url, fingerprint, opened_at) VALUES (%d, 'acme', NULL, 'url', NULL, 1)");
    broken.forEach(
        columns -> refuses("INSERT INTO subscription_claims (scope, organization, " + columns));
  }

  @Test
  void anEventIsOverExactlyWhenItSaysSo() {
    fixture.books().inbox().receive(Told.event("evt_1"), true);
    refuses("UPDATE inbox SET state = 'DONE' WHERE scope = %d");
    refuses("UPDATE inbox SET finished_at = 1 WHERE scope = %d");
    refuses("UPDATE inbox SET state = 'FAILED' WHERE scope = %d");
    refuses("UPDATE inbox SET state = 'LOST' WHERE scope = %d");
  }

  @Test
  void aKeyAndAnAccountHaveOneScope() {
    refuses(
        "INSERT INTO scopes (account, livemode) SELECT account, livemode FROM scopes"
            + " WHERE id = %d");
    refuses("INSERT INTO scope_keys (key_sha256, scope) VALUES ('short', %d)");
    refuses("INSERT INTO scope_keys SELECT key_sha256, scope FROM scope_keys WHERE scope = %d");
  }

  private String entry(String values) {
    return ENTRY.formatted(scope, values);
  }

  private void refuses(String statement) {
    assertThatThrownBy(() -> fixture.sql(statement.replace("%d", Long.toString(scope))))
        .as(statement)
        .isInstanceOf(SQLException.class)
        .satisfies(
            refused ->
                assertThat(refused.toString().toLowerCase(Locale.ROOT))
                    .containsAnyOf("constraint", "never"));
  }
}
