package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import dev.billet.sandbox.api.Buying.View;

/** The pages without a form: paid, expired, unknown, and what this server is. */
final class Notes {

  private Notes() {}

  static PageAnswer complete(View view, String successUrl) {
    String back =
        successUrl.isEmpty()
            ? ""
            : "<p><a href=\""
                + escape(successUrl)
                + "\">Continue to "
                + escape(Order.merchant(view))
                + "</a></p>";
    return note(
        200, "You're all done here", "<p>You've already completed this payment.</p>" + back);
  }

  static PageAnswer expired(View view) {
    String cancel = view.session().path("cancel_url").asText("");
    String back =
        cancel.isEmpty()
            ? ""
            : "<p><a href=\""
                + escape(CheckoutPage.ascii(cancel))
                + "\">Return to "
                + escape(Order.merchant(view))
                + "</a></p>";
    return note(
        410,
        "This checkout session has expired",
        "<p>Nothing was paid. Return to the merchant and check out again.</p>" + back);
  }

  static PageAnswer unknown() {
    return note(
        404,
        "There is no such checkout session",
        "<p>The link may be mistyped, or the sandbox was restarted: it forgets everything then.</p>");
  }

  static PageAnswer noChallenge() {
    return note(
        404,
        "There is nothing to authenticate",
        "<p>The link may be mistyped, or the sandbox was restarted without a data file.</p>");
  }

  static PageAnswer challengeEnded() {
    return note(200, "You're all done here", "<p>You can close this page now.</p>");
  }

  static PageAnswer noPortal() {
    return note(
        404,
        "There is no such portal session",
        "<p>The link may be mistyped. Ask the merchant for another one.</p>");
  }

  static PageAnswer about() {
    return note(
        200,
        "A Stripe for tests",
        """
        <p>This is a sandbox that answers as Stripe's API does, and forgets everything when it stops.
        It is not Stripe, and not affiliated with Stripe.</p>
        <p>Point a Stripe SDK's API base here, with any secret key that begins with
        <code>sk_test_</code>.</p>
        """);
  }

  private static PageAnswer note(int status, String title, String html) {
    return PageAnswer.html(
        status,
        Layout.document(
            title,
            "<section class=\"note card\"><h1>" + escape(title) + "</h1>" + html + "</section>"));
  }
}
