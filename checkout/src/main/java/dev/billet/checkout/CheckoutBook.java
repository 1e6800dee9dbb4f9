package dev.billet.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers the checkouts that were opened, and sees to it that an organization has one checkout of
 * a subscription at a time. Implementations are safe for use by many threads and several servers,
 * and keep to one account and mode of the provider. Each method is one short transaction; none is
 * open while the provider is asked. Every method throws a {@link CheckoutException} of {@link
 * Failure.Kind#UNAVAILABLE} where the book cannot be read or written.
 */
public interface CheckoutBook {

  /**
   * A checkout that the provider has opened.
   *
   * @param session the id: {@code cs_…}
   * @param organization the slug
   * @param contract the contract's name
   * @param sale what is sold
   * @param total what the buyer will be charged, where the provider has said so
   */
  record Opened(
      String session, String organization, String contract, Sale sale, Optional<Money> total) {}

  /**
   * The open checkout of a subscription.
   *
   * @param session the id: {@code cs_…}
   * @param url the page where the buyer pays
   * @param fingerprint a hash of what makes two requests ask for the same: contract, plan, URLs
   * @param openedAt when it was opened, by our clock
   */
  record OpenSubscription(String session, String url, String fingerprint, Instant openedAt) {}

  /** What an attempt to claim an organization's subscription checkout came to. */
  sealed interface Claim {

    /**
     * The claim is ours until it is let go of, or its lease runs out.
     *
     * @param token names this claim; nobody else can end it
     * @param open the checkout that is open already, as far as is known here
     */
    record Granted(String token, Optional<OpenSubscription> open) implements Claim {}

    /** Somebody else holds it. */
    record Taken() implements Claim {}

    /**
     * The organization has a subscription that is not over, so there is nothing to claim.
     *
     * @param subscription its id: {@code sub_…}
     */
    record Subscribed(String subscription) implements Claim {}
  }

  /** Notes a checkout. Noting the same session twice does nothing. */
  void opened(Opened checkout);

  /**
   * Whether a checkout that was noted here can no longer be paid: it is complete, paid or expired.
   *
   * @return false also where it was never noted
   */
  boolean isOver(String session);

  /**
   * Claims the organization's subscription checkout, without waiting.
   *
   * @param lease how long the claim stands if nobody ends it: longer than the work under it takes
   */
  Claim claim(String organization, Duration lease);

  /**
   * Notes a checkout as the organization's open one, and ends the claim.
   *
   * @return false where the claim had run out and somebody else has it; then nothing was noted
   */
  boolean replace(String token, String organization, OpenSubscription open, Opened checkout);

  /** Ends a claim and changes nothing else; a claim that is over already is no error. */
  void release(String token, String organization);
}
