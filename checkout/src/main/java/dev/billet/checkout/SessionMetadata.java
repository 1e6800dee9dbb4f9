package dev.billet.checkout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata a session carries at the provider: enough to fulfil it from there alone, should
 * everything on our side be lost. Ids and numbers only; Stripe allows 50 names of 40 characters
 * with values of 500.
 */
public final class SessionMetadata {

  /** The contract through which it was bought. */
  public static final String CONTRACT = "billet_contract";

  /** The slug of the organization for which it was bought. */
  public static final String ORGANIZATION = "billet_organization";

  /** What was bought: {@code subscription}, {@code credits} or {@code balance}. */
  public static final String PURCHASE = "billet_purchase";

  /** The plan's name in the catalogue. */
  public static final String PLAN = "billet_plan";

  /** How many of it: seats of a plan, or bundles of credits. */
  public static final String QUANTITY = "billet_quantity";

  /** How many credits altogether. */
  public static final String CREDITS = "billet_credits";

  /** The amount of prepaid balance, in minor units. */
  public static final String AMOUNT = "billet_amount";

  /** The currency of that amount. */
  public static final String CURRENCY = "billet_currency";

  /** The hash of the request, where the caller gave an idempotency key. */
  public static final String REQUEST_HASH = "billet_request_hash";

  private SessionMetadata() {}

  static Map<String, String> of(String contract, Organization organization, Sale sale) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(CONTRACT, contract);
    metadata.put(ORGANIZATION, organization.slug());
    if (sale instanceof Sale.PlanSale plan) {
      metadata.put(PURCHASE, "subscription");
      metadata.put(PLAN, plan.plan());
      metadata.put(QUANTITY, "1");
    } else if (sale instanceof Sale.CreditSale credits) {
      metadata.put(PURCHASE, "credits");
      metadata.put(QUANTITY, Integer.toString(credits.bundles()));
      metadata.put(CREDITS, Long.toString(credits.credits()));
    } else if (sale instanceof Sale.BalanceSale balance) {
      metadata.put(PURCHASE, "balance");
      metadata.put(AMOUNT, Long.toString(balance.amount().minorUnits()));
      metadata.put(CURRENCY, balance.amount().currency());
    }
    return metadata;
  }
}
