package dev.billet.ledger;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.Money;
import dev.billet.checkout.Sale;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Order;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of checkouts, within one transaction and scope. */
final class CheckoutRows {

  private static final String INSERT =
      "INSERT INTO checkouts (scope, session, organization, contract, goods, plan, bundles,"
          + " credits, balance, currency, state, asked, asked_currency, created_at, updated_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (scope, session) ";

  private final Sql sql;
  private final long scope;
  private final Instant now;

  CheckoutRows(Sql sql, long scope, Instant now) {
    this.sql = sql;
    this.scope = scope;
    this.now = now;
  }

  /**
   * A row.
   *
   * @param asked what the buyer was to be charged, as noted when it was opened
   * @param total what the buyer is charged, as the provider said since
   */
  record Checkout(
      String session,
      Order order,
      State state,
      Optional<Money> asked,
      Optional<Money> total,
      Optional<String> paymentIntent,
      Optional<String> subscription,
      Optional<String> held,
      Instant createdAt) {

    BookedCheckout with(List<Entry> entries) {
      return new BookedCheckout(
          session, order, state, total.isPresent() ? total : asked, held, createdAt, entries);
    }

    /** What is known once both are. */
    Checkout and(CheckoutFacts told) {
      return new Checkout(
          session,
          order,
          state.and(told.state()),
          asked,
          told.total().isPresent() ? told.total() : total,
          paymentIntent.isPresent() ? paymentIntent : told.paymentIntent(),
          subscription.isPresent() ? subscription : told.subscription(),
          held,
          createdAt);
    }

    Checkout paid() {
      return new Checkout(
          session,
          order,
          state.and(State.PAID),
          asked,
          total,
          paymentIntent,
          subscription,
          held,
          createdAt);
    }

    Checkout heldBecause(String reason) {
      return new Checkout(
          session,
          order,
          state,
          asked,
          total,
          paymentIntent,
          subscription,
          Optional.of(reason),
          createdAt);
    }
  }

  /** Notes what we have opened, or what it costs where the session is known already. */
  void open(CheckoutBook.Opened opened) throws SQLException {
    Order order = new Order(opened.organization(), opened.contract(), goods(opened.sale()));
    insert(
        "DO UPDATE SET asked = COALESCE(checkouts.asked, excluded.asked),"
            + " asked_currency = COALESCE(checkouts.asked_currency, excluded.asked_currency)",
        opened.session(),
        order,
        opened.total(),
        now);
  }

  /**
   * Notes a session, unless it is known.
   *
   * @return whether it was unknown
   */
  boolean note(String session, Order order, Instant createdAt) throws SQLException {
    return insert("DO NOTHING", session, order, Optional.empty(), createdAt) > 0;
  }

  Optional<Checkout> find(String session) throws SQLException {
    return sql.first(
        "SELECT * FROM checkouts WHERE scope = ? AND session = ?",
        CheckoutRows::read,
        scope,
        session);
  }

  List<Checkout> held() throws SQLException {
    return sql.list(
        "SELECT * FROM checkouts WHERE scope = ? AND held IS NOT NULL ORDER BY session",
        CheckoutRows::read,
        scope);
  }

  void update(Checkout checkout) throws SQLException {
    sql.update(
        "UPDATE checkouts SET state = ?, total = ?, total_currency = ?, payment_intent = ?,"
            + " subscription = ?, held = ?, updated_at = ? WHERE scope = ? AND session = ?",
        checkout.state(),
        checkout.total().map(Money::minorUnits),
        checkout.total().map(Money::currency),
        checkout.paymentIntent(),
        checkout.subscription(),
        checkout.held(),
        now,
        scope,
        checkout.session());
  }

  static Checkout read(Row row) throws SQLException {
    return new Checkout(
        row.text("session"),
        new Order(row.text("organization"), row.text("contract"), goods(row)),
        row.constant("state", State.class),
        row.money("asked", "asked_currency"),
        row.money("total", "total_currency"),
        row.optionalText("payment_intent"),
        row.optionalText("subscription"),
        row.optionalText("held"),
        row.moment("created_at"));
  }

  private int insert(
      String onConflict, String session, Order order, Optional<Money> asked, Instant createdAt)
      throws SQLException {
    Goods goods = Goods.of(order.goods());
    return sql.update(
        INSERT + onConflict,
        scope,
        session,
        order.organization(),
        order.contract(),
        goods.kind(),
        goods.plan(),
        goods.bundles(),
        goods.credits(),
        goods.balance().map(Money::minorUnits),
        goods.balance().map(Money::currency),
        State.OPEN,
        asked.map(Money::minorUnits),
        asked.map(Money::currency),
        createdAt,
        now);
  }

  private static Order.Goods goods(Sale sale) {
    if (sale instanceof Sale.CreditSale credits) {
      return new Order.Goods.Credits(credits.bundles(), credits.credits());
    }
    if (sale instanceof Sale.BalanceSale balance) {
      return new Order.Goods.Balance(balance.amount());
    }
    return new Order.Goods.Plan(((Sale.PlanSale) sale).plan());
  }

  private static Order.Goods goods(Row row) throws SQLException {
    return switch (row.constant("goods", Goods.Kind.class)) {
      case PLAN -> new Order.Goods.Plan(row.text("plan"));
      case CREDITS ->
          new Order.Goods.Credits(Math.toIntExact(row.number("bundles")), row.number("credits"));
      case BALANCE -> new Order.Goods.Balance(row.money("balance", "currency").orElseThrow());
    };
  }

  /** Goods as columns. */
  private record Goods(
      Kind kind,
      Optional<String> plan,
      Optional<Integer> bundles,
      Optional<Long> credits,
      Optional<Money> balance) {

    private enum Kind {
      PLAN,
      CREDITS,
      BALANCE
    }

    static Goods of(Order.Goods goods) {
      if (goods instanceof Order.Goods.Credits credits) {
        return new Goods(
            Kind.CREDITS,
            Optional.empty(),
            Optional.of(credits.bundles()),
            Optional.of(credits.credits()),
            Optional.empty());
      }
      if (goods instanceof Order.Goods.Balance balance) {
        return new Goods(
            Kind.BALANCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(balance.amount()));
      }
      return new Goods(
          Kind.PLAN,
          Optional.of(((Order.Goods.Plan) goods).name()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }
}
