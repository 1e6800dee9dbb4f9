package dev.billet.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.sandbox.api.Authenticating;
import dev.billet.sandbox.api.Authenticating.Challenged;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.FormDecoder;
import dev.billet.sandbox.wire.Money;

/** The page that an intent's {@code next_action} leads a buyer to. Safe for several threads. */
public final class ChallengePage {

  private final Authenticating authenticating;

  /** Makes the page for these intents. */
  public ChallengePage(Authenticating authenticating) {
    this.authenticating = authenticating;
  }

  /** Shows the challenge, or that there is none. */
  public PageAnswer show(String intent) {
    return authenticating
        .find(intent)
        .map(found -> found.isOpen() ? Challenge.page(what(found)) : onward(found))
        .orElseGet(Notes::noChallenge);
  }

  /** Takes how the challenge ended, and sends the buyer on. */
  public PageAnswer submit(String intent, String body) {
    String how;
    try {
      how = FormDecoder.decode(body).path(Challenge.FIELD).asText();
    } catch (ApiError e) {
      return show(intent);
    }
    if (!how.equals(Challenge.COMPLETE) && !how.equals(Challenge.FAIL)) {
      return show(intent);
    }
    return authenticating
        .end(intent, how.equals(Challenge.COMPLETE))
        .map(ChallengePage::onward)
        .orElseGet(Notes::noChallenge);
  }

  private static PageAnswer onward(Challenged challenged) {
    return challenged.destination().isEmpty()
        ? Notes.challengeEnded()
        : PageAnswer.seeOther(CheckoutPage.ascii(challenged.destination()));
  }

  private static String what(Challenged challenged) {
    JsonNode amount = challenged.intent().path("amount");
    return amount.isNumber()
        ? "Payment of "
            + Money.format(amount.longValue(), challenged.intent().get("currency").textValue())
        : "Saving your card for later";
  }
}
