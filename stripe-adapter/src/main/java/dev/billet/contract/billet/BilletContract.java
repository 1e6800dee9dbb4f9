package dev.billet.contract.billet;

import dev.billet.checkout.Access;
import dev.billet.checkout.Failure;
import dev.billet.checkout.PortalService;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.contract.Check;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;
import dev.billet.specs.billet.Account;
import dev.billet.specs.billet.Checkout;
import dev.billet.specs.billet.EntryPage;

/** Puts the contract together. */
public final class BilletContract {

  private static final String ORGANIZATION = "organization";

  // Stripe's largest events are below it; 64 KiB would refuse an invoice of many lines.
  private static final int LARGEST_DELIVERY = 256 * 1024;

  private BilletContract() {}

  /**
   * The contract, showing a ledger.
   *
   * @param access who may read what, and open whose portal
   * @param checkouts asked whenever somebody asks how a checkout stands
   * @param webhooks gets every delivery, good or not
   */
  public static Contract create(
      Access access,
      Ledger ledger,
      CheckoutStatus checkouts,
      PortalService portal,
      WebhookReceiver webhooks) {
    Check credential = Checks.credential(CredentialScheme.bearer());
    Check schema = Checks.schema();
    return Contract.named("billet")
        .resource(BilletResource.class)
        .part(Ledger.class, ledger)
        .part(CheckoutStatus.class, checkouts)
        .part(PortalService.class, portal)
        .part(WebhookReceiver.class, webhooks)
        .errors(new BilletErrors())
        .errorsAre("application/problem+json")
        .challengesWithBearer()
        .mixin(Account.class, NullsShown.class)
        .mixin(Checkout.class, NullsShown.class)
        .mixin(EntryPage.class, NullsShown.class)
        .field(Failure.Field.RETURN_URL, "return_url")
        .checks(credential, schema, Checks.readerInPath(ORGANIZATION))
        .checksOf(
            "openPortal",
            credential,
            Checks.contentType(),
            Checks.size(),
            Checks.json(),
            schema,
            Checks.buyerInPath(ORGANIZATION))
        .checksOf("listEvents", credential, schema)
        // Who sends a delivery is known by its signature, and so by its bytes alone.
        .checksOf("receiveStripeEvent", Checks.size(LARGEST_DELIVERY), schema)
        .showing(access);
  }
}
