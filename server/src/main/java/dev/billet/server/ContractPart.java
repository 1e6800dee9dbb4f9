package dev.billet.server;

import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.ReturnUrls;
import dev.billet.contract.Contract;
import dev.billet.contract.almanac.AlmanacContract;
import dev.billet.contract.closient.ClosientContract;
import dev.billet.contract.dreadnode.DreadnodeContract;
import dev.billet.contract.starter.StarterContract;
import dev.billet.contract.versori.VersoriContract;
import dev.billet.server.config.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A contract on the parts list.
 *
 * @param name the key in configuration and paths
 * @param sells one line, for people
 * @param factory makes the contract
 * @param sandboxReturnUrls where buyers go in the sandbox where nobody says anything; empty for
 *     pages of ours
 * @param sample a request that the demo directory lets through
 */
record ContractPart(
    String name,
    String sells,
    Factory factory,
    Optional<ReturnUrls> sandboxReturnUrls,
    SampleRequest sample) {

  /** Makes a contract that sells through a service. */
  interface Factory {
    Contract create(CheckoutService service, Settings.Contracts settings);
  }

  /** Every contract there is. */
  static final List<ContractPart> ALL =
      List.of(
          new ContractPart(
              "versori",
              "A platform subscription for an organisation",
              (service, settings) ->
                  VersoriContract.create(service, settings.versoriDemandsCredential()),
              Optional.empty(),
              new SampleRequest(
                  "/api/organisations/v1/organisations/01J9ZC6VY4T5W6X7Y8Z9A0B1C2/billing/checkout-session",
                  SampleRequest.Credential.NONE,
                  "{'successURL':'$success','cancelURL':'$cancel'}")),
          new ContractPart(
              "dreadnode",
              "One to ten bundles of credits",
              (service, settings) ->
                  DreadnodeContract.create(service, settings.dreadnodeMinimumClientVersion()),
              Optional.empty(),
              new SampleRequest(
                  "/api/v1/org/acme/credits/checkout",
                  SampleRequest.Credential.BEARER,
                  "{'quantity':2,'success_url':'$success','cancel_url':'$cancel'}")),
          new ContractPart(
              "almanac",
              "A subscription to a plan that the caller names",
              (service, settings) -> AlmanacContract.create(service),
              Optional.empty(),
              new SampleRequest(
                  "/v1/organizations/org_1/billing/checkout",
                  SampleRequest.Credential.BEARER,
                  "{'plan_id':'team','success_url':'$success'}")),
          new ContractPart(
              "closient",
              "Prepaid advertising balance of an exact amount",
              (service, settings) -> ClosientContract.create(service),
              Optional.empty(),
              new SampleRequest(
                  "/billing/api/v1/billing/checkout",
                  SampleRequest.Credential.API_KEY,
                  "{'organization_id':'23456789ABCDEFGHJKLMNP','amount_cents':2500,"
                      + "'success_url':'$success','cancel_url':'$cancel'}")),
          new ContractPart(
              "starter",
              "The subscription of the organization that the caller belongs to",
              (service, settings) -> StarterContract.create(service),
              Optional.of(StarterContract.DOCUMENTED_RETURN_URLS),
              new SampleRequest(
                  "/api/v1/billing/checkout",
                  SampleRequest.Credential.BEARER,
                  "{'success_url':'$success','cancel_url':'$cancel'}")));

  static List<String> names() {
    return ALL.stream().map(ContractPart::name).toList();
  }
}
