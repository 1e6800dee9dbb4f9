package dev.billet.contract.dreadnode;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Failure;
import dev.billet.contract.Checks;
import dev.billet.contract.Contract;
import dev.billet.contract.CredentialScheme;
import dev.billet.specs.dreadnode.APIErrorItem;
import dev.billet.specs.dreadnode.APIErrorPayload;

/** Puts the contract together. */
public final class DreadnodeContract {

  private DreadnodeContract() {}

  /**
   * The contract, selling through a service.
   *
   * @param minimumClientVersion the oldest version a client may declare, such as {@code 1.4.0};
   *     empty where any will do
   * @throws IllegalArgumentException where that is no version
   */
  public static Contract create(CheckoutService service, String minimumClientVersion) {
    return Contract.named("dreadnode")
        .resource(DreadnodeResource.class)
        .errors(new DreadnodeErrors())
        .challengesWithBearer()
        .field(Failure.Field.SUCCESS_URL, "success_url")
        .field(Failure.Field.CANCEL_URL, "cancel_url")
        .field(Failure.Field.QUANTITY, "quantity")
        .mixin(APIErrorPayload.CodeEnum.class, DreadnodeErrors.CodeAsNumber.class)
        .mixin(APIErrorItem.class, DreadnodeErrors.ItemOrder.class)
        .checks(
            Checks.credential(CredentialScheme.bearer().or(CredentialScheme.apiKey("X-API-Key"))),
            new ClientVersionCheck(minimumClientVersion),
            Checks.buyerInPath("org"),
            Checks.contentType(),
            Checks.size(),
            Checks.json(),
            Checks.schema())
        .sellingThrough(service);
  }
}
