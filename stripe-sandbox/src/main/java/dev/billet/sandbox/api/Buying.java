package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer does to a session, on the hosted page or in the place of it. Safe for use by several
 * threads: of two payments at once, one pays and the other finds the session paid.
 */
public final class Buying {

  /**
   * A session as its buyer sees it; not to be changed.
   *
   * @param session the session object
   * @param items its line items in full, each price's product expanded
   * @param shipping the rates it offers, in full
   * @param trial whether a trial lets the recurring part begin later
   * @param challenged whether the buyer has to prove to the card's issuer that the card is theirs
   * @param problem why the last attempt to pay did not succeed, or null where there was none
   */
  public record View(
      ObjectNode session,
      List<ObjectNode> items,
      List<ObjectNode> shipping,
      boolean trial,
      boolean challenged,
      @Nullable String problem) {

    private View failing(@Nullable String why) {
      return new View(session, items, shipping, trial, challenged, why);
    }
  }

  /**
   * What a buyer filled in.
   *
   * @param email their e-mail address
   * @param method what they pay with, as {@code POST /v1/payment_methods} takes it
   */
  public record Tender(String email, ObjectNode method) {

    /** Pays with the test card that a token such as {@code tok_visa} stands for. */
    public static Tender ofToken(String email, String token) {
      ObjectNode method = JsonParams.empty().put("type", "card");
      method.putObject("card").put("token", token);
      return new Tender(email, method);
    }

    /** Pays with a card. */
    public static Tender ofCard(String email, String number, int month, int year, String cvc) {
      ObjectNode method = JsonParams.empty().put("type", "card");
      ObjectNode card = method.putObject("card").put("number", number).put("cvc", cvc);
      card.put("exp_month", month).put("exp_year", year);
      return new Tender(email, method);
    }

    /** Pays by a debit from a European bank account. */
    public static Tender ofSepaDebit(String email, String name, String iban) {
      ObjectNode method = JsonParams.empty().put("type", "sepa_debit");
      method.putObject("sepa_debit").put("iban", iban);
      method.putObject("billing_details").put("name", name);
      return new Tender(email, method);
    }

    /** Pays by a debit from a bank account in the US. */
    public static Tender ofUsBankAccount(
        String email, String name, String routing, String account) {
      ObjectNode method = JsonParams.empty().put("type", "us_bank_account");
      ObjectNode details = method.putObject("us_bank_account");
      details.put("routing_number", routing).put("account_number", account);
      method.putObject("billing_details").put("name", name);
      return new Tender(email, method);
    }
  }

  private final StripeApi api;
  private final Accounts accounts;

  /** Lets buyers at the sessions of these accounts. */
  public Buying(StripeApi api, Accounts accounts) {
    this.api = api;
    this.accounts = accounts;
  }

  /** Returns the session with this id, in whichever account it is. */
  public Optional<View> find(String session) {
    return inItsAccount(session, Buying::view);
  }

  /**
   * Pays a session with the test card that always pays, if it is still open.
   *
   * @param email the buyer's
   * @return the session afterwards, or empty where there is none
   */
  public Optional<View> pay(String session, String email) {
    return pay(session, Tender.ofToken(email, "tok_visa"));
  }

  /**
   * Pays a session, if it is still open.
   *
   * @return the session afterwards, and why it was not paid; or empty where there is none
   */
  public Optional<View> pay(String session, Tender tender) {
    try {
      return whileOpen(session, (call, open) -> SessionPayments.pay(call, open, tender));
    } catch (ApiError e) {
      return find(session).map(view -> view.failing(e.getMessage()));
    }
  }

  /**
   * Chooses one of the shipping rates that a session offers, if it is still open.
   *
   * @return the session afterwards, or empty where there is none
   */
  public Optional<View> ship(String session, String rate) {
    return whileOpen(
        session,
        (call, open) -> {
          SessionShipping.choose(call, open, rate);
          return null;
        });
  }

  /**
   * Takes a promotion code off a session that its buyer typed, if it is still open and lets its
   * buyer type one.
   *
   * @return the session afterwards, and why nothing was taken off; or empty where there is none
   */
  public Optional<View> redeem(String session, String code) {
    return whileOpen(
        session,
        (call, open) ->
            open.path("allow_promotion_codes").asBoolean()
                ? SessionDiscounts.type(call, open, code)
                : null);
  }

  /**
   * Ends the challenge of a session's buyer, if there is one.
   *
   * @return the session afterwards, and why it was not paid; or empty where there is none
   */
  public Optional<View> authenticate(String session, boolean passed) {
    return whileOpen(session, (call, open) -> SessionPayments.authenticate(call, open, passed));
  }

  private Optional<View> whileOpen(
      String session, BiFunction<Call, ObjectNode, @Nullable String> step) {
    return inItsAccount(
        session,
        call -> {
          ObjectNode found = call.table(CheckoutSessions.OBJECT).find(session);
          boolean open = found != null && CheckoutSessions.isOpen(found);
          String problem = open ? step.apply(call, Objects.requireNonNull(found)) : null;
          return view(call).map(view -> view.failing(problem));
        });
  }

  private Optional<View> inItsAccount(String session, Function<Call, Optional<View>> action) {
    for (Account account : accounts.all()) {
      Optional<View> view = api.inAccount(account, JsonParams.empty(), session, Cause.NONE, action);
      if (view.isPresent()) {
        return view;
      }
    }
    return Optional.empty();
  }

  private static Optional<View> view(Call call) {
    ObjectNode session = call.table(CheckoutSessions.OBJECT).find(call.id());
    if (session == null) {
      return Optional.empty();
    }
    List<ObjectNode> items =
        LineItems.of(call.account(), call.id()).stream()
            .map(
                item ->
                    Expansion.apply(
                        call.account(), LineItems.OBJECT, item, List.of("price.product")))
            .toList();
    ObjectNode data = JsonParams.object(order(call, call.id()), "subscription_data");
    boolean trial = SubscriptionFactory.trialEnd(call, data) > 0;
    boolean challenged = SessionPayments.isChallenged(call, call.id());
    List<ObjectNode> shipping = SessionShipping.of(call, session);
    return Optional.of(new View(session, items, shipping, trial, challenged, null));
  }

  /** Returns what is kept beside a session for what will come of it. */
  static ObjectNode order(Call call, String session) {
    return Objects.requireNonNull(call.table(LineItems.ORDERS).find(session));
  }

  /**
   * Completes a session.
   *
   * @param open the session, with its buyer set
   * @param intent what pays it: paid, authorized, or on its way; null where nothing is due
   * @param method the id of the payment method
   */
  static void complete(Call call, ObjectNode open, @Nullable ObjectNode intent, String method) {
    ObjectNode session = open.deepCopy().put("status", "complete").putNull("url");
    ObjectNode order = order(call, session.get("id").textValue());
    List<ObjectNode> items = LineItems.of(call.account(), session.get("id").textValue());
    boolean pending = intent != null && intent.path("status").asText().equals("processing");
    if (session.get("payment_status").textValue().equals("unpaid") && !pending) {
      session.put("payment_status", "paid");
    }
    switch (session.get("mode").textValue()) {
      case "payment" -> completePayment(call, session, intent, items);
      case "subscription" -> completeSubscription(call, session, intent, order, items, method);
      default -> {}
    }
    call.table(CheckoutSessions.OBJECT).put(session);
    call.emit("checkout.session.completed", session);
  }

  private static void completePayment(
      Call call, ObjectNode session, @Nullable ObjectNode intent, List<ObjectNode> items) {
    if (intent != null) {
      session.set("payment_intent", intent.get("id"));
    }
    if (JsonParams.flag(JsonParams.object(session, "invoice_creation"), "enabled", false)) {
      ObjectNode draft = CheckoutInvoices.draft(call, session, items, null);
      session.set("invoice", CheckoutInvoices.issue(call, draft, intent).get("id"));
      return;
    }
    // An invoice redeems the session's coupon; where there is none, the payment itself does.
    Redemption redemption = Redemption.ofSession(call, session);
    if (redemption != null) {
      redemption.redeem(call);
    }
  }

  private static void completeSubscription(
      Call call,
      ObjectNode session,
      @Nullable ObjectNode intent,
      ObjectNode order,
      List<ObjectNode> items,
      String method) {
    ObjectNode data = JsonParams.object(order, "subscription_data");
    ObjectNode customer = call.found(Customers.OBJECT, session, "customer");
    Call then = TestClocks.on(call, customer);
    ObjectNode subscription = SubscriptionFactory.create(then, session, data, items);
    ObjectNode draft = CheckoutInvoices.draft(then, session, items, subscription);
    session.set("subscription", subscription.get("id"));
    session.set("invoice", draft.get("id"));
    ObjectNode begun = subscription.deepCopy().put("default_payment_method", method);
    begun.set("latest_invoice", draft.get("id"));
    then.table(Subscriptions.OBJECT).put(begun);
    // Before its invoice: who mirrors both by their events knows the one when the other comes.
    then.emit("customer.subscription.created", begun);
    CheckoutInvoices.issue(then, draft, intent);
  }

  /** Returns an open session with what its buyer said of themselves. */
  static ObjectNode withBuyer(Call call, ObjectNode open, String email) {
    ObjectNode session = open.deepCopy();
    ObjectNode details =
        session.get("customer_details") instanceof ObjectNode known
            ? known.deepCopy()
            : CheckoutSessionFactory.CUSTOMER_DETAILS.create();
    details.put("email", email);
    session.set("customer_details", details);
    boolean wanted = session.path("customer_creation").asText().equals("always");
    if (wanted && session.get("customer").isNull()) {
      ObjectNode customer = Customers.create(call, JsonParams.empty().put("email", email));
      session.set("customer", customer.get("id"));
    }
    return session;
  }
}
