package dev.billet.sandbox.dashboard;

/**
 * What is on a page, without what is around it.
 *
 * @param status the HTTP status
 * @param title the page's title
 * @param html its main part
 * @param renews whether it is to be renewed without being asked for, also without JavaScript
 */
record Content(int status, String title, Html html, boolean renews) {

  /** A page that is renewed. */
  static Content of(String title, Html html) {
    return new Content(200, title, html, true);
  }

  /** A page that says that something is not possible. */
  static Content refusal(int status, String title, String message) {
    Html html = new Html().open("section", "class", "card narrow");
    html.element("h1", title).element("p", message);
    html.open("p").link(Paths.of(), "To the overview").close();
    return new Content(status, title, html.close(), false);
  }
}
