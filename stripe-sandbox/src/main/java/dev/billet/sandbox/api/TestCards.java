package dev.billet.sandbox.api;

import dev.billet.sandbox.api.TestMethod.Afterwards;
import dev.billet.sandbox.api.TestMethod.Challenge;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripe's test cards. */
final class TestCards {

  /**
   * One of them.
   *
   * @param name what follows {@code pm_card_} and {@code tok_} in the ids that stand for it
   */
  record TestCard(
      String number, String name, String brand, String funding, String country, TestMethod does) {

    String last4() {
      return number.substring(number.length() - 4);
    }
  }

  /** Number, name, brand, funding, country, and what it does where it does not just pay. */
  private static final String TABLE =
      """
      4242424242424242 visa visa credit US
      4000056655665556 visa_debit visa debit US
      5555555555554444 mastercard mastercard credit US
      2223003122003222 - mastercard credit US
      5200828282828210 mastercard_debit mastercard debit US
      5105105105105100 mastercard_prepaid mastercard prepaid US
      378282246310005 amex amex credit US
      371449635398431 - amex credit US
      6011111111111117 discover discover credit US
      6011000990139424 - discover credit US
      6011981111111113 discover_debit discover debit US
      3056930009020004 diners diners credit US
      36227206271667 - diners credit US
      6555900000604105 - discover credit KR
      3566002020360505 jcb jcb credit JP
      6200000000000005 unionpay unionpay credit CN
      4000000760000002 br visa credit BR
      4000001240000000 ca visa credit CA
      4000004840008001 mx visa credit MX
      4000000400000008 at visa credit AT
      4000000560000004 be visa credit BE
      4000002080000001 dk visa credit DK
      4000002460000001 fi visa credit FI
      4000002500000003 fr visa credit FR
      4000002760000016 de visa credit DE
      4000003720000005 ie visa credit IE
      4000003800000008 it visa credit IT
      4000005280000002 nl visa credit NL
      4000005780000007 no visa credit NO
      4000006160000005 pl visa credit PL
      4000006200000007 pt visa credit PT
      4000007240000007 es visa credit ES
      4000007520000008 se visa credit SE
      4000007560000009 ch visa credit CH
      4000008260000000 gb visa credit GB
      4000000360000006 au visa credit AU
      4000003440000004 hk visa credit HK
      4000003560000008 in visa credit IN
      4000003920000003 jp visa credit JP
      4000005540000008 nz visa credit NZ
      4000007020000003 sg visa credit SG
      4000000000000077 bypassPending visa credit US AVAILABLE
      4000000000009235 riskLevelElevated visa credit US
      4000000000000101 cvcCheckFail visa credit US
      4000000000003055 threeDSecureOptional visa credit US
      4000000000000002 chargeDeclined visa credit US generic_decline
      4000000000009995 chargeDeclinedInsufficientFunds visa credit US insufficient_funds
      4000000000009987 chargeDeclinedLostCard visa credit US lost_card
      4000000000009979 chargeDeclinedStolenCard visa credit US stolen_card
      4000000000000069 chargeDeclinedExpiredCard visa credit US expired_card
      4000000000000127 chargeDeclinedIncorrectCvc visa credit US incorrect_cvc
      4000000000000119 chargeDeclinedProcessingError visa credit US processing_error
      4000000000006975 chargeDeclinedVelocityLimitExceeded visa credit US card_velocity_exceeded
      4100000000000019 radarBlock visa credit US fraudulent
      4000000000004954 riskLevelHighest visa credit US fraudulent
      4000000000000341 chargeCustomerFail visa credit US generic_decline SAVED_FIRST
      4000000000003220 threeDSecure2Required visa credit US ALWAYS
      4000008400001629 threeDSecureRequiredChargeDeclined visa credit US ALWAYS generic_decline
      4000002500003155 authenticationRequiredOnSetup visa credit FR UNLESS_SET_UP
      4000002760003184 authenticationRequired visa credit DE ALWAYS
      4000003800000446 authenticationRequiredSetupForOffSession visa credit IT ON_SESSION
      4000008260003178 authenticationRequiredChargeDeclinedInsufficientFunds visa credit GB ALWAYS insufficient_funds
      4000000000000259 createDispute visa credit US DISPUTED_FRAUDULENT
      4000000000002685 createDisputeProductNotReceived visa credit US DISPUTED_NOT_RECEIVED
      4000000000001976 createDisputeInquiry visa credit US INQUIRED
      4000000000007726 pendingRefund visa credit US REFUND_PENDING
      4000000000005126 refundFail visa credit US REFUND_FAILS
      """;

  /** Other names of the same cards. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "us", "visa",
          "threeDSecureRequired", "threeDSecure2Required",
          "visa_chargeDeclined", "chargeDeclined",
          "visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds",
          "visa_chargeDeclinedLostCard", "chargeDeclinedLostCard",
          "visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard",
          "visa_chargeDeclinedVelocityLimitExceeded", "chargeDeclinedVelocityLimitExceeded");

  private static final Map<String, TestCard> BY_NUMBER = new LinkedHashMap<>();
  private static final Map<String, TestCard> BY_NAME = new LinkedHashMap<>();

  static {
    TABLE.lines().map(line -> line.split(" ", -1)).map(TestCards::card).forEach(TestCards::add);
  }

  private TestCards() {}

  /** Returns the test card with this number, or null where it is none. */
  static @Nullable TestCard numbered(String number) {
    return BY_NUMBER.get(number);
  }

  /** Returns the test card that an id such as {@code pm_card_visa} stands for, or null. */
  static @Nullable TestCard named(String id, String prefix) {
    if (!id.startsWith(prefix)) {
      return null;
    }
    String name = id.substring(prefix.length());
    return BY_NAME.get(ALIASES.getOrDefault(name, name));
  }

  private static TestCard card(String[] words) {
    Challenge challenge = Challenge.NEVER;
    Afterwards afterwards = Afterwards.NOTHING;
    String decline = null;
    for (int i = 5; i < words.length; i++) {
      String word = words[i];
      switch (word) {
        case "ALWAYS", "UNLESS_SET_UP", "ON_SESSION" -> challenge = Challenge.valueOf(word);
        default -> {
          if (Character.isUpperCase(word.charAt(0))) {
            afterwards = Afterwards.valueOf(word);
          } else {
            decline = word;
          }
        }
      }
    }
    TestMethod does = new TestMethod(words[0], challenge, decline, afterwards, 0);
    return new TestCard(words[0], words[1], words[2], words[3], words[4], does);
  }

  private static void add(TestCard card) {
    BY_NUMBER.put(card.number(), card);
    BY_NAME.put(card.name(), card);
  }
}
