package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Map;

/** Rules of Checkout across parameters, as far as the parameters alone decide them. */
final class CheckoutSessionRules {

  private static final String HOSTED = "hosted_page";
  private static final int MAX_ITEMS = 100;

  /** Parameters that only some modes take. */
  private static final Map<String, List<String>> MODES =
      Map.of(
          "customer_creation", List.of("payment", "setup"),
          "invoice_creation", List.of("payment"),
          "line_items", List.of("payment", "subscription"),
          "optional_items", List.of("payment", "subscription"),
          "payment_intent_data", List.of("payment"),
          "payment_method_collection", List.of("subscription"),
          "setup_intent_data", List.of("setup"),
          "shipping_options", List.of("payment"),
          "submit_type", List.of("payment", "subscription"),
          "subscription_data", List.of("subscription"));

  private CheckoutSessionRules() {}

  static void check(ObjectNode params, ObjectParam.Names at) {
    String mode = params.get("mode").textValue();
    MODES.forEach(
        (name, modes) -> {
          if (params.has(name) && !modes.contains(mode)) {
            throw ApiError.invalid(name, "You can not pass `" + name + "` in `" + mode + "` mode.");
          }
        });
    if (!mode.equals("setup") && params.path("line_items").isEmpty()) {
      throw ApiError.missing("line_items");
    }
    if (mode.equals("setup") && !params.has("currency") && !params.has("payment_method_types")) {
      throw ApiError.missing("currency");
    }
    if (mode.equals("payment") && params.path("line_items").size() > MAX_ITEMS) {
      throw ApiError.invalid(
          "line_items", "Array line_items exceeded maximum " + MAX_ITEMS + " allowed elements.");
    }
    if (params.has("customer_update") && !params.has("customer")) {
      throw ApiError.invalid(
          "customer_update", "`customer_update` can only be used with `customer`.");
    }
    checkUrls(params);
  }

  /** A quantity may be left out only where a meter will count. */
  static void requireQuantity(ObjectNode item, ObjectParam.Names at) {
    if (!item.has("quantity") && item.has("price_data")) {
      throw quantityMissing(at.of("quantity"));
    }
  }

  static ApiError quantityMissing(String param) {
    String item = param.substring(0, param.length() - "[quantity]".length());
    return ApiError.invalid(
        param, "parameter_missing", "Quantity is required. Add `quantity` to `" + item + "`");
  }

  private static void checkUrls(ObjectNode params) {
    String uiMode = params.path("ui_mode").asText(HOSTED);
    if (uiMode.equals(HOSTED)) {
      if (!params.has("success_url")) {
        throw ApiError.missing("success_url");
      }
      refuse(params, "return_url", uiMode);
      refuse(params, "redirect_on_completion", uiMode);
      return;
    }
    refuse(params, "success_url", uiMode);
    refuse(params, "cancel_url", uiMode);
    boolean redirects = !params.path("redirect_on_completion").asText().equals("never");
    if (redirects && !params.has("return_url")) {
      throw ApiError.missing("return_url");
    }
    if (!redirects) {
      refuse(params, "return_url", uiMode);
    }
  }

  private static void refuse(ObjectNode params, String name, String uiMode) {
    if (params.has(name)) {
      throw ApiError.invalid(
          name, "You can not pass `" + name + "` when `ui_mode` is `" + uiMode + "`.");
    }
  }
}
