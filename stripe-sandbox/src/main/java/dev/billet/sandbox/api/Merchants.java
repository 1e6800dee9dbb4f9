package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * {@code /v1/account}: whose account it is. There is nothing to set up, so each is ready to charge,
 * and its id follows from its key: it survives a reset, and is the same in the next sandbox.
 */
final class Merchants {

  private static final String OBJECT = "account";
  private static final String PREFIX = "acct_1";
  private static final int LENGTH = 16;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "account",
           "business_profile": {
             "annual_revenue": null, "estimated_worker_count": null, "mcc": null,
             "minority_owned_business_designation": null, "name": null,
             "product_description": null, "support_address": null, "support_email": null,
             "support_phone": null, "support_url": null, "url": null},
           "business_type": null,
           "capabilities": {"card_payments": "active", "sepa_debit_payments": "active",
                            "transfers": "active", "us_bank_account_ach_payments": "active"},
           "charges_enabled": true, "controller": {"type": "account"}, "country": "US",
           "default_currency": "usd", "details_submitted": true, "email": null,
           "external_accounts": {"object": "list", "data": [], "has_more": false, "url": null},
           "future_requirements": {
             "alternatives": [], "current_deadline": null, "currently_due": [],
             "disabled_reason": null, "errors": [], "eventually_due": [], "past_due": [],
             "pending_verification": []},
           "metadata": {}, "payouts_enabled": true,
           "requirements": {
             "alternatives": [], "current_deadline": null, "currently_due": [],
             "disabled_reason": null, "errors": [], "eventually_due": [], "past_due": [],
             "pending_verification": []},
           "settings": {
             "bacs_debit_payments": {"display_name": null, "service_user_number": null},
             "branding": {"icon": null, "logo": null, "primary_color": null,
                          "secondary_color": null},
             "card_issuing": {"tos_acceptance": {"date": null, "ip": null}},
             "card_payments": {
               "decline_on": {"avs_failure": false, "cvc_failure": false},
               "statement_descriptor_prefix": null, "statement_descriptor_prefix_kana": null,
               "statement_descriptor_prefix_kanji": null},
             "dashboard": {"display_name": null, "timezone": "Etc/UTC"},
             "invoices": {"default_account_tax_ids": null, "hosted_payment_method_save": "offer"},
             "payments": {"statement_descriptor": null, "statement_descriptor_kana": null,
                          "statement_descriptor_kanji": null},
             "payouts": {"debit_negative_balances": true,
                         "schedule": {"delay_days": 2, "interval": "daily"},
                         "statement_descriptor": null},
             "sepa_debit_payments": {}},
           "tos_acceptance": {"date": null, "ip": null, "user_agent": null}, "type": "standard"}
          """);

  private Merchants() {}

  static List<Operation> operations() {
    return List.of(Operation.get("/v1/account", OBJECT, object(), Merchants::own));
  }

  private static ObjectNode own(Call call) {
    ObjectNode account = SHAPE.create();
    String id = id(call.account().name());
    ((ObjectNode) account.get("external_accounts"))
        .put("url", "/v1/accounts/" + id + "/external_accounts");
    return account.put("id", id);
  }

  /** A connected account is known by its id already; of a key, nothing may be seen in the id. */
  private static String id(String name) {
    String connected = name.substring(name.indexOf(' ') + 1);
    if (connected.startsWith("acct_")) {
      return connected;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      StringBuilder id = new StringBuilder(PREFIX);
      for (int i = 0; i < LENGTH; i++) {
        id.append(ALPHABET.charAt(Math.floorMod(digest[i], ALPHABET.length())));
      }
      return id.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
