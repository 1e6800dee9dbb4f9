package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Where a buyer proves to the card's issuer that the card is theirs, outside Checkout. */
final class Challenges {

  /** Beside an intent, by its id: where the buyer goes after the challenge. */
  private static final String RETURNS = "challenge.return_url";

  private Challenges() {}

  /** Returns the payment intent or setup intent with this id, or null where there is none. */
  static @Nullable ObjectNode find(Call call, String id) {
    ObjectNode intent = call.table(PaymentIntents.OBJECT).find(id);
    return intent == null ? call.table(SetupIntents.OBJECT).find(id) : intent;
  }

  /** Notes where a buyer is to be sent after a challenge. */
  static void returnTo(Call call, ObjectNode intent, @Nullable String url) {
    if (url != null) {
      String id = intent.get("id").textValue();
      call.table(RETURNS).put(JsonParams.empty().put("id", id).put("url", url));
    }
  }

  /** Returns where a buyer is to be sent after a challenge, with how it ended; or nothing. */
  static String destination(Call call, ObjectNode intent) {
    ObjectNode kept = call.table(RETURNS).find(intent.get("id").textValue());
    if (kept == null) {
      return "";
    }
    boolean passed = !intent.path("status").asText().equals("requires_payment_method");
    String object = intent.get("object").textValue();
    String url = kept.get("url").textValue();
    return url
        + (url.contains("?") ? "&" : "?")
        + object
        + "="
        + intent.get("id").textValue()
        + "&"
        + object
        + "_client_secret="
        + intent.get("client_secret").textValue()
        + "&redirect_status="
        + (passed ? "succeeded" : "failed");
  }

  /** Returns what an intent says is to be done next: to go to the page with the challenge. */
  static ObjectNode nextAction(Call call, ObjectNode intent) {
    String id = intent.get("id").textValue();
    ObjectNode kept = call.table(RETURNS).find(id);
    ObjectNode action = JsonParams.empty();
    String url = call.environment().publicUrl() + "/c/authenticate/" + id;
    if (kept == null) {
      ObjectNode sdk = action.put("type", "use_stripe_sdk").putObject("use_stripe_sdk");
      sdk.put("type", "three_d_secure_redirect").put("stripe_js", url);
      return action;
    }
    ObjectNode redirect = action.put("type", "redirect_to_url").putObject("redirect_to_url");
    redirect.set("return_url", kept.get("url"));
    redirect.put("url", url);
    return action;
  }
}
