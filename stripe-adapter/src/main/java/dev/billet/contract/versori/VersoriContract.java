package dev.billet.contract.versori;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;

/** Puts the contract together. */
public final class VersoriContract {

  private VersoriContract() {}

  /**
   * The contract, selling through a service.
   *
   * @param credentialDemanded whether a bearer token is demanded, which the document does not do
   */
  public static Contract create(CheckoutService service, boolean credentialDemanded) {
    return Contract.named("versori")
        .resource(VersoriResource.class)
        .errors(new VersoriErrors())
        .challengesWithBearer()
        .field(Failure.Field.SUCCESS_URL, "successURL")
        .field(Failure.Field.CANCEL_URL, "cancelURL")
        .checks(
            credentialDemanded
                ? Checks.credential(CredentialScheme.bearer())
                : Checks.noCredential(),
            Checks.contentType(),
            Checks.size(),
            Checks.json(),
            Checks.schema(),
            Checks.buyerInPath("organisation_id"))
        .sellingThrough(service);
  }
}
