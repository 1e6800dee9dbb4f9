package dev.billet.sandbox.dashboard;

import dev.billet.sandbox.dashboard.Tenants.Tenant;
import dev.billet.sandbox.page.PageAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is around every page: the menu, the choice of an account, and the headers. */
final class Frame {

  /** A script that renews a page asks with this header for its main part alone. */
  static final String FRAGMENT = "Sandbox-Fragment";

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String WITHOUT_SCRIPT_SECONDS = "15";

  private Frame() {}

  /** Answers with a page, or with its main part where only that was asked for. */
  static PageAnswer answer(
      Visit visit, Content content, View view, Tenant chosen, List<Tenant> tenants) {
    String main = content.html().toString();
    String tag = "\"" + Assets.digest(main) + "\"";
    if (visit.header(FRAGMENT).isEmpty()) {
      String page = document(visit, content, tag, view, chosen, tenants);
      return new PageAnswer(content.status(), headers(tag), page);
    }
    boolean known = content.status() == 200 && visit.header("If-None-Match").equals(tag);
    return known
        ? new PageAnswer(304, headers(tag), "")
        : new PageAnswer(content.status(), headers(tag), main);
  }

  /** Sends the visitor on after a form. */
  static PageAnswer seeOther(String location) {
    Map<String, String> headers = headers("");
    headers.put("Location", location);
    return new PageAnswer(303, headers, "");
  }

  private static Map<String, String> headers(String tag) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Cache-Control", "no-store");
    // Not "no-referrer": a form's Origin would be null then.
    headers.put("Referrer-Policy", "same-origin");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    if (!tag.isEmpty()) {
      headers.put("ETag", tag);
    }
    return headers;
  }

  private static String document(
      Visit visit, Content content, String tag, View view, Tenant chosen, List<Tenant> tenants) {
    Html head = new Html();
    head.leaf("meta", "charset", "utf-8");
    head.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    head.leaf("meta", "name", "robots", "content", "noindex");
    head.element("title", content.title() + " – Stripe sandbox");
    head.leaf("link", "rel", "stylesheet", "href", Assets.path(Assets.STYLE));
    head.open("script", "src", Assets.path(Assets.SCRIPT), "defer", "").close();
    if (content.renews()) {
      head.open("noscript");
      head.leaf("meta", "http-equiv", "refresh", "content", WITHOUT_SCRIPT_SECONDS).close();
    }
    Html top = new Html().element("a", "Skip to content", "class", "skip", "href", "#content");
    top.open("header", "class", "top").open("a", "class", "brand", "href", Paths.of());
    top.text("Stripe sandbox ").element("small", "no real money").close();
    top.with(html -> account(html, view, chosen, tenants));
    top.element("button", "Live", "id", "live", "type", "button", "hidden", "").close();
    Html menu = new Html().with(html -> Menu.write(html, view.sections(), visit.segment(0)));
    String renews = Boolean.toString(content.renews());
    return "<!doctype html>\n<html lang=\"en\">\n<head>"
        + head
        + "</head>\n<body>\n"
        + top
        + "\n<div class=\"page\">"
        + menu
        + new Html()
            .open("main", "id", "content", "tabindex", "-1", "data-tag", tag, "data-renews", renews)
            .add(content.html())
            .close()
        + "</div>\n</body>\n</html>\n";
  }

  private static void account(Html html, View view, Tenant chosen, List<Tenant> tenants) {
    if (tenants.size() == 1) {
      html.element("code", chosen.label(), "class", "account");
      return;
    }
    view.form(html, "account", "class", "account");
    html.element("label", "Account", "for", "account");
    html.open("select", "id", "account", "name", "account");
    for (Tenant tenant : tenants) {
      String selected = tenant.equals(chosen) ? "selected" : "data-other";
      html.element("option", tenant.label(), "value", tenant.id(), selected, "");
    }
    html.close().element("button", "Show", "type", "submit", "class", "plain").close();
  }
}
