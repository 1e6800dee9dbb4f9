package dev.billet.contract;

import dev.billet.contract.almanac.AlmanacContract;
import dev.billet.contract.closient.ClosientContract;
import dev.billet.contract.dreadnode.DreadnodeContract;
import dev.billet.contract.starter.StarterContract;
import dev.billet.contract.versori.VersoriContract;

/** The contracts under test, each with a request that it accepts. */
enum EveryContract {
  VERSORI("/api/organisations/v1/organisations/acme/billing/checkout-session", "{}"),
  DREADNODE(
      "/api/v1/org/acme/credits/checkout",
      "{\"cancel_url\":\"https://app.example.com/no\",\"success_url\":\"https://app.example.com/ok\","
          + "\"quantity\":3}"),
  ALMANAC("/v1/organizations/acme/billing/checkout", "{\"plan_id\":\"pro\"}"),
  CLOSIENT(
      "/billing/api/v1/billing/checkout",
      "{\"organization_id\":\""
          + InMemory.SHORT_UUID
          + "\",\"amount_cents\":501,\"success_url\":\"https://app.example.com/ok\","
          + "\"cancel_url\":\"https://app.example.com/no\"}"),
  STARTER("/api/v1/billing/checkout", "{}");

  private final String path;
  private final String body;

  EveryContract(String path, String body) {
    this.path = path;
    this.body = body;
  }

  String path() {
    return path;
  }

  String body() {
    return body;
  }

  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  InMemory serve() {
    return InMemory.serving(
        key(),
        service ->
            switch (this) {
              case VERSORI -> VersoriContract.create(service, true);
              case DREADNODE -> DreadnodeContract.create(service, "1.4.0");
              case ALMANAC -> AlmanacContract.create(service);
              case CLOSIENT -> ClosientContract.create(service);
              case STARTER -> StarterContract.create(service);
            });
  }

  String[] credential(String secret) {
    return this == CLOSIENT
        ? new String[] {"X-API-Key", secret}
        : new String[] {"Authorization", "Bearer " + secret};
  }

  InMemory.Answer buy(InMemory server) {
    return server.post(path, body, credential("owner"));
  }
}
