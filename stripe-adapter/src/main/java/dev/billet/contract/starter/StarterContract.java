package dev.billet.contract.starter;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.checkout.ReturnUrls;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;
import dev.billet.contract.fastapi.FastApi;
import dev.billet.specs.starter.ValidationError;

/** Puts the contract together. */
public final class StarterContract {

  /** The defaults the document gives, for a developer's machine and nowhere else. */
  public static final ReturnUrls DOCUMENTED_RETURN_URLS =
      new ReturnUrls(
          "http://localhost:3000/dashboard?success=true",
          "http://localhost:3000/dashboard?canceled=true");

  private StarterContract() {}

  /** The contract, selling through a service. */
  public static Contract create(CheckoutService service) {
    return Contract.named("starter")
        .resource(StarterResource.class)
        .errors(new StarterErrors())
        .challengesWithBearer()
        .parser(FastApi.json())
        .mixin(ValidationError.class, FastApi.ItemOrder.class)
        .field(Failure.Field.SUCCESS_URL, "success_url")
        .field(Failure.Field.CANCEL_URL, "cancel_url")
        .checks(
            FastApi.body(),
            Checks.credential(CredentialScheme.bearer()),
            Checks.buyerOfCredential(),
            Checks.schema())
        .sellingThrough(service);
  }
}
