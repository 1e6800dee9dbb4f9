package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.TestCards.TestCard;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Makes payment methods out of test cards and test bank accounts, and remembers which: nothing else
 * is ever kept, so no real card's number can be.
 */
final class PaymentMethodFactory {

  /** Beside a payment method, by its id: what it does, and what has become of it. */
  private static final String KEPT = "payment_method.kept";

  /** The types of which there are test values. */
  private static final Set<String> ACCEPTED = Set.of("card", "sepa_debit", "us_bank_account");

  private static final String NOT_A_TEST_CARD =
      "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "payment_method", "allow_redisplay": "unspecified",
           "billing_details": {"address": {"city": null, "country": null, "line1": null,
                                           "line2": null, "postal_code": null, "state": null},
                               "email": null, "name": null, "phone": null, "tax_id": null},
           "created": 0, "customer": null, "customer_account": null, "livemode": false,
           "metadata": {}, "type": null}
          """);

  private static final Template CARD =
      Template.of(
          """
          {"brand": null,
           "checks": {"address_line1_check": null, "address_postal_code_check": null,
                      "cvc_check": "unchecked"},
           "country": null, "display_brand": null, "exp_month": 0, "exp_year": 0,
           "fingerprint": null, "funding": null, "generated_from": null, "last4": null,
           "networks": {"available": [], "preferred": null}, "regulated_status": "unregulated",
           "three_d_secure_usage": {"supported": true}, "wallet": null}
          """);

  private static final Template US_BANK_ACCOUNT =
      Template.of(
          """
          {"account_holder_type": "individual", "account_type": "checking",
           "bank_name": "STRIPE TEST BANK", "financial_connections_account": null,
           "fingerprint": null, "last4": null,
           "networks": {"preferred": "ach", "supported": ["ach"]}, "routing_number": null,
           "status_details": {}}
          """);

  private PaymentMethodFactory() {}

  /**
   * Makes one.
   *
   * @param params as {@code POST /v1/payment_methods} takes them
   * @param at what comes before the parameters' names, empty for nothing
   * @throws ApiError where the details are no test card's or test bank account's
   */
  static ObjectNode create(Call call, ObjectNode params, String at) {
    String type = params.path("type").asText();
    if (ACCEPTED.contains(type) && !params.has(type)) {
      throw ApiError.missing(member(at, type));
    }
    ObjectNode given = JsonParams.object(params, type);
    ObjectNode method = SHAPE.create();
    method.put("type", type).put("created", call.now());
    setBillingDetails(method, params);
    JsonParams.copy(params, method, "allow_redisplay");
    method.set("metadata", Metadata.initial(params.get("metadata")));
    TestMethod does =
        switch (type) {
          case "card" -> card(call, method, given, member(at, type));
          case "sepa_debit" -> iban(method, given);
          case "us_bank_account" -> account(method, given);
          default ->
              throw ApiError.invalid(
                  member(at, "type"),
                  "The payment method type \""
                      + type
                      + "\" is invalid. Please ensure the provided type is activated in your dashboard (https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any preview features that you are trying to use.");
        };
    return keep(call, method, does);
  }

  /** Makes one of a test card. */
  static ObjectNode of(Call call, TestCard card) {
    ObjectNode method = SHAPE.create();
    method.put("type", "card").put("created", call.now());
    YearMonth now = YearMonth.from(Instant.ofEpochSecond(call.now()).atZone(ZoneOffset.UTC));
    setCard(method, card, now.getMonthValue(), now.getYear() + 1);
    return keep(call, method, card.does());
  }

  static ObjectNode copy(Call call, ObjectNode original) {
    ObjectNode method = original.deepCopy().putNull("customer").put("created", call.now());
    return keep(call, method, behaviour(call, original));
  }

  /** Returns what a payment method does when it is used. */
  static TestMethod behaviour(Call call, ObjectNode method) {
    String key = kept(call, method).path("key").asText();
    TestCard card = TestCards.numbered(key);
    return card == null
        ? Objects.requireNonNull(TestBanks.numbered(key), "no such test method")
        : card.does();
  }

  /** Notes that it was saved with the buyer's authentication. */
  static void setUp(Call call, ObjectNode method) {
    call.table(KEPT).put(kept(call, method).deepCopy().put("set_up", true));
  }

  static boolean isSetUp(Call call, ObjectNode method) {
    return kept(call, method).path("set_up").asBoolean();
  }

  /** Notes that it cannot be used again. */
  static void spend(Call call, ObjectNode method) {
    call.table(KEPT).put(kept(call, method).deepCopy().put("spent", true));
  }

  static boolean isSpent(Call call, ObjectNode method) {
    return kept(call, method).path("spent").asBoolean();
  }

  /** Sets what was given of the billing details; the rest stays as it is. */
  static void setBillingDetails(ObjectNode method, ObjectNode params) {
    ObjectNode details = (ObjectNode) method.get("billing_details");
    for (Map.Entry<String, JsonNode> one :
        JsonParams.object(params, "billing_details").properties()) {
      if (one.getKey().equals("address") && one.getValue() instanceof ObjectNode address) {
        details.set("address", Customers.ADDRESS.complete(address));
      } else {
        details.set(one.getKey(), one.getValue());
      }
    }
  }

  private static ObjectNode keep(Call call, ObjectNode method, TestMethod does) {
    String id = call.ids().next("pm_1");
    method.put("id", id);
    call.table(PaymentMethods.OBJECT).put(method);
    call.table(KEPT).put(JsonParams.empty().put("id", id).put("key", does.key()));
    return method;
  }

  private static ObjectNode kept(Call call, ObjectNode method) {
    return Objects.requireNonNull(call.table(KEPT).find(method.get("id").textValue()));
  }

  private static TestMethod card(Call call, ObjectNode method, ObjectNode given, String at) {
    String token = given.path("token").asText("");
    if (!token.isEmpty()) {
      TestCard card = TestCards.named(token, "tok_");
      if (card == null) {
        throw ApiError.noSuch("token", token, member(at, "token"));
      }
      YearMonth now = YearMonth.from(Instant.ofEpochSecond(call.now()).atZone(ZoneOffset.UTC));
      setCard(method, card, now.getMonthValue(), now.getYear() + 1);
      return card.does();
    }
    TestCard card = TestCards.numbered(CardRules.check(call, given, at));
    if (card == null) {
      throw ApiError.of(402, "card_error", "card_declined", null, NOT_A_TEST_CARD);
    }
    int year = given.get("exp_year").intValue();
    setCard(method, card, given.get("exp_month").intValue(), year < 100 ? 2000 + year : year);
    return card.does();
  }

  private static void setCard(ObjectNode method, TestCard card, int month, int year) {
    ObjectNode details = CARD.create();
    details.put("brand", card.brand()).put("display_brand", displayBrand(card.brand()));
    details.put("country", card.country()).put("funding", card.funding());
    details.put("exp_month", month).put("exp_year", year).put("last4", card.last4());
    details.put("fingerprint", fingerprint(card.number()));
    ((ObjectNode) details.get("networks")).withArrayProperty("available").add(card.brand());
    method.set("card", details);
  }

  private static String displayBrand(String brand) {
    return switch (brand) {
      case "amex" -> "american_express";
      case "diners" -> "diners_club";
      default -> brand;
    };
  }

  private static TestMethod iban(ObjectNode method, ObjectNode given) {
    String iban = given.path("iban").asText().replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    TestMethod does = TestBanks.iban(iban);
    if (does == null) {
      throw ApiError.invalid(
          "sepa_debit[iban]",
          "invalid_bank_account_iban",
          "The IBAN you provided is invalid, or is not one of Stripe's test IBANs.");
    }
    ObjectNode details = method.putObject("sepa_debit");
    boolean german = iban.startsWith("DE");
    details.put("bank_code", iban.substring(4, german ? 12 : 9)).put("branch_code", "");
    details.put("country", iban.substring(0, 2)).put("fingerprint", fingerprint(iban));
    details.putNull("generated_from").put("last4", iban.substring(iban.length() - 4));
    return does;
  }

  private static TestMethod account(ObjectNode method, ObjectNode given) {
    String number = given.path("account_number").asText();
    TestMethod does = TestBanks.usAccount(given.path("routing_number").asText(), number);
    if (does == null) {
      throw ApiError.invalid(
          "us_bank_account[account_number]",
          "account_number_invalid",
          "You must use a test bank account number in testmode. Try 000123456789 with the routing number "
              + TestBanks.US_ROUTING
              + ".");
    }
    ObjectNode details = US_BANK_ACCOUNT.create();
    JsonParams.copy(given, details, "account_holder_type", "account_type", "routing_number");
    details.put("fingerprint", fingerprint(number));
    method.set("us_bank_account", details.put("last4", number.substring(number.length() - 4)));
    return does;
  }

  /** The same number has the same fingerprint, which tells nothing of the number. */
  private static String fingerprint(String number) {
    UUID uuid = UUID.nameUUIDFromBytes(("sandbox:" + number).getBytes(StandardCharsets.UTF_8));
    return Long.toString(uuid.getMostSignificantBits() >>> 1, 36).concat("0000").substring(0, 12);
  }

  private static String member(String at, String name) {
    return at.isEmpty() ? name : at + "[" + name + "]";
  }
}
