package dev.billet.contract.closient;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;
import dev.billet.specs.closient.ErrorBody;

/** Puts the contract together. */
public final class ClosientContract {

  private ClosientContract() {}

  /** The contract, selling through a service. */
  public static Contract create(CheckoutService service) {
    return Contract.named("closient")
        .resource(ClosientResource.class)
        .errors(new ClosientErrors())
        .mixin(ErrorBody.class, ClosientErrors.DetailsAlwaysPresent.class)
        .field(Failure.Field.SUCCESS_URL, "success_url")
        .field(Failure.Field.CANCEL_URL, "cancel_url")
        .field(Failure.Field.AMOUNT, AmountCheck.FIELD)
        .checks(
            Checks.credential(CredentialScheme.apiKey("X-API-Key")),
            Checks.contentType(),
            Checks.size(),
            Checks.json(),
            new AmountCheck(service.balance()))
        .sellingThrough(service);
  }
}
