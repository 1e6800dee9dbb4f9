package dev.billet.contract.billet;

import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Order.Goods;
import dev.billet.specs.billet.Balance;
import dev.billet.specs.billet.Checkout;
import dev.billet.specs.billet.Money;
import dev.billet.specs.billet.Purchase;
import dev.billet.specs.billet.Receipt;
import dev.billet.specs.billet.Subscription;
import java.util.List;

/** The domain's facts in the words of the document. */
final class Models {

  private Models() {}

  static dev.billet.specs.billet.Account account(Account account) {
    List<Balance> balances = account.balances().stream().map(Models::balance).toList();
    return new dev.billet.specs.billet.Account()
        .organization(account.organization())
        .credits(account.credits())
        .balances(balances)
        .negative(account.credits() < 0 || balances.stream().anyMatch(Balance::getNegative))
        .subscription(account.subscription().map(Models::subscription).orElse(null));
  }

  private static Balance balance(dev.billet.checkout.Money balance) {
    return new Balance()
        .amount(balance.minorUnits())
        .currency(balance.currency())
        .negative(balance.minorUnits() < 0);
  }

  private static Subscription subscription(Account.Subscription subscription) {
    return new Subscription()
        .id(subscription.id())
        .plan(subscription.plan())
        .status(
            switch (subscription.status()) {
              case INCOMPLETE -> Subscription.StatusEnum.INCOMPLETE;
              case INCOMPLETE_EXPIRED -> Subscription.StatusEnum.INCOMPLETE_EXPIRED;
              case TRIALING -> Subscription.StatusEnum.TRIALING;
              case ACTIVE -> Subscription.StatusEnum.ACTIVE;
              case PAST_DUE -> Subscription.StatusEnum.PAST_DUE;
              case CANCELED -> Subscription.StatusEnum.CANCELED;
              case UNPAID -> Subscription.StatusEnum.UNPAID;
              case PAUSED -> Subscription.StatusEnum.PAUSED;
            })
        .currentPeriodStart(subscription.periodStart().toString())
        .currentPeriodEnd(subscription.periodEnd().toString())
        .cancelAtPeriodEnd(subscription.cancelAtPeriodEnd());
  }

  static List<dev.billet.specs.billet.Entry> entries(List<Entry> entries) {
    return entries.stream().map(Models::entry).toList();
  }

  private static dev.billet.specs.billet.Entry entry(Entry entry) {
    return new dev.billet.specs.billet.Entry()
        .position(entry.position())
        .kind(kind(entry.kind()))
        .organization(entry.organization())
        .contract(entry.contract())
        .asset(asset(entry.amount().asset()))
        .amount(entry.amount().value())
        .currency(entry.amount().currency().orElse(null))
        .payment(entry.payment())
        .source(entry.object())
        .event(entry.event().orElse(null))
        .occurredAt(entry.occurredAt().toString())
        .bookedAt(entry.bookedAt().toString());
  }

  private static dev.billet.specs.billet.Entry.KindEnum kind(Entry.Kind kind) {
    return switch (kind) {
      case PURCHASE -> dev.billet.specs.billet.Entry.KindEnum.PURCHASE;
      case GRANT -> dev.billet.specs.billet.Entry.KindEnum.GRANT;
      case REFUND -> dev.billet.specs.billet.Entry.KindEnum.REFUND;
      case DISPUTE -> dev.billet.specs.billet.Entry.KindEnum.DISPUTE;
      case DISPUTE_WON -> dev.billet.specs.billet.Entry.KindEnum.DISPUTE_WON;
      case ADJUSTMENT -> dev.billet.specs.billet.Entry.KindEnum.ADJUSTMENT;
    };
  }

  private static dev.billet.specs.billet.Entry.AssetEnum asset(Amount.Asset asset) {
    return switch (asset) {
      case PAYMENTS -> dev.billet.specs.billet.Entry.AssetEnum.PAYMENTS;
      case BALANCE -> dev.billet.specs.billet.Entry.AssetEnum.BALANCE;
      case CREDITS -> dev.billet.specs.billet.Entry.AssetEnum.CREDITS;
    };
  }

  /**
   * A checkout as it stands.
   *
   * @param account the organization's, for what a subscription's checkout has brought
   */
  static Checkout checkout(BookedCheckout checkout, Account account) {
    return new Checkout()
        .session(checkout.session())
        .organization(checkout.order().organization())
        .contract(checkout.order().contract())
        .status(status(checkout, account))
        .purchase(purchase(checkout.order().goods()))
        .total(checkout.total().map(Models::money).orElse(null))
        .createdAt(checkout.createdAt().toString())
        .entries(entries(checkout.entries()));
  }

  private static Checkout.StatusEnum status(BookedCheckout checkout, Account account) {
    if (checkout.held().isPresent()) {
      return Checkout.StatusEnum.HELD;
    }
    return switch (checkout.state()) {
      case OPEN -> Checkout.StatusEnum.OPEN;
      case PENDING -> Checkout.StatusEnum.PENDING;
      case PAID ->
          isFulfilled(checkout, account) ? Checkout.StatusEnum.FULFILLED : Checkout.StatusEnum.PAID;
      case FAILED -> Checkout.StatusEnum.FAILED;
      case EXPIRED -> Checkout.StatusEnum.EXPIRED;
    };
  }

  private static boolean isFulfilled(BookedCheckout checkout, Account account) {
    if (!(checkout.order().goods() instanceof Goods.Plan)) {
      return checkout.entries().stream().anyMatch(entry -> entry.kind() == Entry.Kind.GRANT);
    }
    // One that was over before this checkout was opened is not what it brought.
    return account
        .subscription()
        .filter(it -> !it.status().isOver() || !it.periodStart().isBefore(checkout.createdAt()))
        .isPresent();
  }

  private static Purchase purchase(Goods goods) {
    if (goods instanceof Goods.Plan plan) {
      return new Purchase().kind(Purchase.KindEnum.SUBSCRIPTION).plan(plan.name());
    }
    if (goods instanceof Goods.Credits credits) {
      return new Purchase()
          .kind(Purchase.KindEnum.CREDITS)
          .bundles(credits.bundles())
          .credits(credits.credits());
    }
    return new Purchase()
        .kind(Purchase.KindEnum.BALANCE)
        .amount(money(((Goods.Balance) goods).amount()));
  }

  private static Money money(dev.billet.checkout.Money money) {
    return new Money().amount(money.minorUnits()).currency(money.currency());
  }

  static Receipt.StatusEnum receipt(Inbox.Receipt receipt) {
    return switch (receipt) {
      case RECEIVED -> Receipt.StatusEnum.RECEIVED;
      case DUPLICATE -> Receipt.StatusEnum.DUPLICATE;
      case IGNORED -> Receipt.StatusEnum.IGNORED;
    };
  }
}
