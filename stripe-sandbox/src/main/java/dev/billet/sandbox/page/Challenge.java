package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

/** The page on which a card's issuer asks whether the buyer is its holder: 3-D Secure, in play. */
final class Challenge {

  /** The field that says how it ended. */
  static final String FIELD = "challenge";

  static final String COMPLETE = "complete";
  static final String FAIL = "fail";

  private Challenge() {}

  /**
   * Returns the page.
   *
   * @param what what is to be paid or saved, as text
   */
  static PageAnswer page(String what) {
    String body =
        """
        <section class="note card"><h1>3-D Secure</h1>
        <p>%s</p>
        <p>The card's issuer would ask here whether it is you. In this sandbox you decide how that ends.</p>
        <form method="post">
        <div class="pair">
        <button type="submit" name="%s" value="%s">Complete</button>
        <button type="submit" name="%s" value="%s" class="second">Fail</button>
        </div>
        </form></section>
        """
            .formatted(escape(what), FIELD, COMPLETE, FIELD, FAIL);
    return PageAnswer.html(200, Layout.document("3-D Secure authentication", body));
  }
}
