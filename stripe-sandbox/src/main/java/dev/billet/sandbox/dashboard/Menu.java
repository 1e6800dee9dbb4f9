package dev.billet.sandbox.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** The menu. */
final class Menu {

  /** Pages that are no lists of Stripe's objects, by their first segment. */
  private static final Map<String, String> OTHERS = others();

  private Menu() {}

  static void write(Html html, Sections sections, String current) {
    html.open("nav", "class", "menu", "aria-label", "Dashboard").open("ul");
    item(html, "", "Overview", current);
    html.close();
    for (Sections.Group group : sections.groups()) {
      html.element("h2", group.title()).open("ul");
      group.sections().forEach(section -> item(html, section.key(), section.title(), current));
      if (group.title().equals(Sections.DEVELOPERS)) {
        OTHERS.forEach((key, title) -> item(html, key, title, current));
      }
      html.close();
    }
    html.close();
  }

  private static void item(Html html, String key, String title, String current) {
    html.open("li");
    if (key.equals(current)) {
      html.element("a", title, "href", Paths.of(key), "aria-current", "page");
    } else {
      html.link(Paths.of(key), title);
    }
    html.close();
  }

  private static Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>();
    others.put(DeliveriesPage.KEY, "Webhook deliveries");
    others.put(RequestsPage.KEY, "Requests");
    others.put(FaultsPage.KEY, "Faults");
    return others;
  }
}
