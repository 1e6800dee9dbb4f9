package dev.billet.contract.almanac;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;
import dev.billet.contract.fastapi.FastApi;
import dev.billet.specs.almanac.ValidationError;

/** Puts the contract together. */
public final class AlmanacContract {

  private AlmanacContract() {}

  /** The contract, selling through a service. */
  public static Contract create(CheckoutService service) {
    return Contract.named("almanac")
        .resource(AlmanacResource.class)
        .errors(new AlmanacErrors())
        .challengesWithBearer()
        .parser(FastApi.json())
        .mixin(ValidationError.class, FastApi.ItemOrder.class)
        .field(Failure.Field.SUCCESS_URL, "success_url")
        .checks(
            FastApi.body(),
            Checks.credential(CredentialScheme.bearer()),
            Checks.buyerInPath("organization_id"),
            Checks.schema())
        .sellingThrough(service);
  }
}
