package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.PathTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All of Stripe that the sandbox has, apart from HTTP. Safe for use by several threads. */
public final class StripeApi {

  /** The version whose shapes the sandbox has, whichever a client asks for. */
  public static final String VERSION = "2026-07-29.dahlia";

  /** An operation and the id in its path, empty where it has none. */
  public record Match(Operation operation, String id) {}

  private final Environment environment;
  private final List<Operation> operations;

  /** Makes the operations work in this environment. */
  public StripeApi(Environment environment) {
    this.environment = environment;
    this.operations =
        Stream.of(
                Products.operations(),
                Prices.operations(),
                Customers.operations(),
                CheckoutSessions.operations(),
                PaymentIntents.operations(),
                PaymentMethods.operations(),
                SetupIntents.operations(),
                ShippingRates.operations(),
                Charges.operations(),
                Refunds.operations(),
                Disputes.operations(),
                Balance.operations(),
                BalanceTransactions.operations(),
                Subscriptions.operations(),
                SubscriptionItems.operations(),
                Invoices.operations(),
                InvoiceItems.operations(),
                InvoicePayments.operations(),
                TestClocks.operations(),
                Coupons.operations(),
                PromotionCodes.operations(),
                PortalConfigurations.operations(),
                PortalSessions.operations(),
                Events.operations(),
                WebhookEndpoints.operations(),
                Merchants.operations())
            .flatMap(List::stream)
            .toList();
  }

  /** Finds the operation for a method and a path's decoded segments. */
  public Optional<Match> match(String method, List<String> segments) {
    for (Operation operation : operations) {
      Optional<String> id =
          operation.method().equals(method)
              ? PathTemplate.match(operation.path(), segments)
              : Optional.empty();
      if (id.isPresent()) {
        return Optional.of(new Match(operation, id.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * Reads an operation's parameters; nothing is executed yet.
   *
   * @throws dev.billet.sandbox.wire.ApiError 400 where they are refused
   */
  public ObjectNode read(Operation operation, ObjectNode raw) {
    ObjectNode params = operation.params().read(raw);
    Expansion.check(operation.result(), expand(params));
    return params;
  }

  /**
   * Carries an operation out.
   *
   * @param params what {@link #read} returned
   * @param cause the request
   * @throws dev.billet.sandbox.wire.ApiError where Stripe refuses
   */
  public ObjectNode execute(Match match, Account account, ObjectNode params, Cause cause) {
    List<String> expand = expand(params);
    return inAccount(
        account,
        params,
        match.id(),
        cause,
        call ->
            Expansion.apply(
                account,
                match.operation().result(),
                match.operation().handler().handle(call),
                expand));
  }

  /** Lets happen what the clock has reached, which otherwise waits for the account's next use. */
  public void settle(Account account) {
    inAccount(account, JsonParams.empty(), "", Cause.NONE, call -> call);
  }

  /**
   * Puts a price and its product into an account, under the price's given id; a price that is there
   * already stays as it is.
   *
   * @return the price
   */
  public ObjectNode seedPrice(
      Account account, String id, String productName, UnaryOperator<ObjectNode> terms) {
    return inAccount(
        account,
        JsonParams.empty(),
        "",
        Cause.NONE,
        call -> {
          ObjectNode known = call.table(Prices.OBJECT).find(id);
          if (known != null) {
            return known;
          }
          ObjectNode product = Products.create(call, JsonParams.empty().put("name", productName));
          ObjectNode params = terms.apply(JsonParams.empty());
          return Prices.create(call, id, product.get("id").textValue(), params, "");
        });
  }

  Instant now() {
    return environment.clock().instant();
  }

  <T> T inAccount(
      Account account, ObjectNode params, String id, Cause cause, Function<Call, T> action) {
    return account.atomically(
        () -> {
          long now = environment.clock().instant().getEpochSecond();
          settle(account, now);
          return action.apply(new Call(environment, account, id, params, now, cause));
        });
  }

  /** Lets happen what the clock has reached since the account was last used, each at its time. */
  private void settle(Account account, long now) {
    Due due = account.takeDue(now);
    while (due != null) {
      Call call =
          new Call(environment, account, due.id(), JsonParams.empty(), due.at(), Cause.NONE);
      switch (due.table()) {
        case CheckoutSessions.OBJECT -> CheckoutSessions.expireByTime(call, due.id());
        case PaymentIntents.OBJECT -> Payments.settle(call, due.id());
        case Refunds.OBJECT -> Refunds.settle(call, due.id());
        case Disputes.OBJECT -> Disputes.settle(call, due.id());
        case Deliveries.OBJECT -> Deliveries.due(call, due.id());
        case BalanceTransactions.OBJECT -> BalanceTransactions.settle(call, due.id());
        default -> Agenda.happen(call, due);
      }
      due = account.takeDue(now);
    }
  }

  private static List<String> expand(ObjectNode params) {
    List<String> paths = new ArrayList<>();
    for (JsonNode path : params.path("expand")) {
      paths.add(path.textValue());
    }
    return paths;
  }
}
