package dev.billet.contract.acme;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;

/** Puts the contract together. */
public final class AcmeContract {

  private AcmeContract() {}

  /** The contract, selling through a service. */
  public static Contract create(CheckoutService service) {
    return Contract.named("acme")
        .resource(AcmeResource.class)
        .errors(new AcmeErrors())
        .challengesWithBearer()
        .field(Failure.Field.SUCCESS_URL, "done_url")
        .field(Failure.Field.CANCEL_URL, "back_url")
        .checks(
            Checks.credential(CredentialScheme.bearer()),
            Checks.buyerInPath("team"),
            Checks.contentType(),
            Checks.size(),
            Checks.json(),
            Checks.schema())
        .sellingThrough(service);
  }
}
