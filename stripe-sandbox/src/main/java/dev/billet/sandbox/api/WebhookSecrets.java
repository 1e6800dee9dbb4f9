package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What signs the webhooks of each endpoint. Kept beside the endpoint, which does not show it; of a
 * secret that was replaced, until when it signs too.
 */
final class WebhookSecrets {

  /** By the endpoint's id. */
  private static final String TABLE = "webhook_endpoint.secret";

  private WebhookSecrets() {}

  /** Returns a new secret of Stripe's form. */
  static String generate(Call call) {
    return call.ids().next("whsec_", 32);
  }

  /** Sets an endpoint's only secret. */
  static void put(Call call, String endpoint, String secret) {
    ObjectNode kept = JsonParams.empty().put("id", endpoint).put("secret", secret);
    kept.putArray("replaced");
    call.table(TABLE).put(kept);
  }

  static void forget(Call call, String endpoint) {
    call.table(TABLE).discard(endpoint);
  }

  /** Replaces an endpoint's secret; the old one signs beside the new one for a while. */
  static String roll(Call call, String endpoint, Duration overlap) {
    ObjectNode before = call.referenced(TABLE, endpoint, "webhook_endpoint");
    String secret = generate(call);
    ObjectNode after = JsonParams.empty().put("id", endpoint).put("secret", secret);
    ArrayNode replaced = after.putArray("replaced");
    long until = call.now() + overlap.toSeconds();
    replaced.addObject().put("secret", before.get("secret").textValue()).put("until", until);
    for (JsonNode older : before.get("replaced")) {
      if (older.get("until").longValue() > call.now()) {
        replaced.add(older);
      }
    }
    call.table(TABLE).put(after);
    return secret;
  }

  /** Returns what signs now, the newest first. */
  static List<String> current(Call call, String endpoint) {
    ObjectNode kept = call.referenced(TABLE, endpoint, "webhook_endpoint");
    List<String> secrets = new ArrayList<>(List.of(kept.get("secret").textValue()));
    for (JsonNode replaced : kept.get("replaced")) {
      if (replaced.get("until").longValue() > call.now()) {
        secrets.add(replaced.get("secret").textValue());
      }
    }
    return secrets;
  }
}
