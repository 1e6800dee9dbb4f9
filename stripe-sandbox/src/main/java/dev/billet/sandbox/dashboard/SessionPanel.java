package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What only a checkout session's page has: what is bought, and what can be done to it. */
final class SessionPanel {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Item", Cells.text("description")),
          Column.amount("Quantity", Cells.text("quantity")),
          Column.amount("Unit price", Cells.unitPrice("price")),
          Column.amount("Total", Cells.amount("amount_total")),
          Column.of("Price", Cells.reference("price")));

  private SessionPanel() {}

  static void actions(Html html, ObjectNode session, View view) {
    if (!Cells.string(session, "status").equals("open")) {
      return;
    }
    String id = Cells.string(session, "id");
    html.open("div", "class", "actions");
    String url = Cells.string(session, "url");
    if (!url.isEmpty()) {
      html.element("a", "Open its page", "href", url, "class", "button", "rel", "noreferrer");
    }
    view.button(html, "Pay", "plain", "sessions/" + id + "/complete");
    view.button(html, "Decline", "plain", "sessions/" + id + "/fail");
    view.button(html, "Expire", "danger", "sessions/" + id + "/expire");
    html.close();
  }

  static void items(Html html, ObjectNode session, View view) {
    String path = "/v1/checkout/sessions/" + Cells.string(session, "id") + "/line_items";
    JsonNode items = view.books().list(path, Map.of("limit", "100")).get("data");
    if (!items.isEmpty()) {
      html.open("section").element("h2", "Line items");
      Lines.plain(html, COLUMNS, items, view);
      html.close();
    }
  }
}
