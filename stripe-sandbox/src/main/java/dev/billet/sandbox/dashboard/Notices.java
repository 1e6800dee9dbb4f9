package dev.billet.sandbox.dashboard;

import java.util.Map;

/** What a page says after a form was taken. */
final class Notices {

  /** The query's parameter that names one. */
  static final String PARAM = "done";

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("complete", "The session was paid."),
          Map.entry("fail", "The payment was declined; the session is still open."),
          Map.entry("expire", "The session was expired."),
          Map.entry("clock", "The sandbox's clock was put forward."),
          Map.entry("fault-added", "The fault rule was added."),
          Map.entry("fault-removed", "The fault rule was removed."),
          Map.entry("faults-cleared", "All fault rules were removed."),
          Map.entry("resend", "The event is being sent again."));

  private Notices() {}

  static void write(Html html, View view) {
    String text = TEXTS.get(view.param(PARAM));
    if (text != null) {
      html.element("p", text, "class", "notice", "role", "status");
    }
  }
}
