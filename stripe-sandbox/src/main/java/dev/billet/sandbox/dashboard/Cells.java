package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.sandbox.wire.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The ways to show a fact. Members are named by paths such as {@code customer_details.email}. */
final class Cells {

  private static final Set<String> GOOD =
      Set.of("active", "complete", "enabled", "paid", "ready", "succeeded", "valid", "won", "true");
  private static final Set<String> BAD =
      Set.of("failed", "lost", "needs_response", "past_due", "uncollectible", "dropped");
  private static final Set<String> WAITING =
      Set.of(
          "advancing",
          "draft",
          "incomplete",
          "open",
          "paused",
          "pending",
          "processing",
          "requires_action",
          "requires_capture",
          "requires_confirmation",
          "requires_payment_method",
          "trialing",
          "under_review",
          "unpaid");

  private static final int LONG_ID = 32;

  private Cells() {}

  /** Text as it is. */
  static Cell text(String path) {
    return (html, object, view) -> html.text(string(object, path));
  }

  /** The first of these members that is there. */
  static Cell firstOf(String... paths) {
    return (html, object, view) -> {
      for (String path : paths) {
        if (!string(object, path).isEmpty()) {
          html.text(string(object, path));
          return;
        }
      }
      html.text("–");
    };
  }

  /** An id, or an object in its place, with a link to its page. */
  static Cell reference(String path) {
    return (html, object, view) -> {
      JsonNode value = at(object, path);
      id(html, value.isObject() ? value.path("id").asText() : string(object, path), view);
    };
  }

  /** Writes an id, with a link where its object has a page. */
  static void id(Html html, String id, View view) {
    if (id.isEmpty()) {
      html.text("–");
      return;
    }
    String href = view.sections().page(id);
    if (href.isEmpty()) {
      html.element("code", shortened(id), "title", id);
    } else {
      html.open("a", "href", href).element("code", shortened(id), "title", id).close();
    }
  }

  /** The object's own id. */
  static Cell ownId() {
    return (html, object, view) -> {
      String id = string(object, "id");
      html.element("code", shortened(id), "title", id);
    };
  }

  /** Leaves out the middle of an id that is too long to be read. */
  private static String shortened(String id) {
    return id.length() <= LONG_ID
        ? id
        : id.substring(0, LONG_ID / 2) + "…" + id.substring(id.length() - LONG_ID / 4);
  }

  /** An amount in minor units of the object's currency. */
  static Cell amount(String path) {
    return (html, object, view) -> html.text(money(at(object, path), currency(object)));
  }

  /** A price's amount for one unit, and how often it is due; the price itself has no path. */
  static Cell unitPrice(String path) {
    return (html, object, view) -> {
      JsonNode price = at(object, path);
      html.text(money(price.path("unit_amount_decimal"), currency(price)));
      JsonNode recurring = price.path("recurring");
      if (recurring.isObject()) {
        long count = recurring.path("interval_count").asLong(1);
        String unit = recurring.path("interval").asText();
        html.text(count == 1 ? " / " + unit : " / " + count + " " + unit + "s");
      }
    };
  }

  /** Returns an amount with its currency's code, such as {@code $20.00 USD}, or a dash. */
  static String money(JsonNode amount, String currency) {
    if (amount.isNull() || amount.isMissingNode() || currency.isEmpty()) {
      return "–";
    }
    return Money.format(new BigDecimal(amount.asText()), currency)
        + " "
        + currency.toUpperCase(Locale.ROOT);
  }

  /** A state, coloured by whether it is a good one. */
  static Cell badge(String path) {
    return (html, object, view) -> {
      String state = string(object, path);
      if (!state.isEmpty()) {
        badge(html, state);
      }
    };
  }

  /** A state that the object does not name but is in when a member is true. */
  static Cell badges(Map<String, String> states) {
    return (html, object, view) ->
        states.forEach(
            (path, state) -> {
              if (at(object, path).asBoolean()) {
                badge(html, state);
                html.text(" ");
              }
            });
  }

  /** Writes a state. */
  static void badge(Html html, String state) {
    html.element("span", state.replace('_', ' '), "class", "badge " + tone(state));
  }

  /** A moment. */
  static Cell time(String path) {
    return (html, object, view) -> {
      JsonNode seconds = at(object, path);
      if (seconds.isNumber()) {
        Times.write(html, seconds.longValue(), view.now());
      } else {
        html.text("–");
      }
    };
  }

  /** How long ago a moment was, where there is no room for more. */
  static Cell ago(String path) {
    return (html, object, view) -> {
      long seconds = at(object, path).asLong();
      html.element("span", Times.relative(seconds, view.now()), "title", Times.utc(seconds));
    };
  }

  /** Returns a member's text, or the empty text where it is absent or null. */
  static String string(JsonNode object, String path) {
    JsonNode value = at(object, path);
    return value.isNull() ? "" : value.asText("");
  }

  private static JsonNode at(JsonNode object, String path) {
    if (path.isEmpty()) {
      return object;
    }
    JsonNode node = object;
    for (String name : path.split("\\.", -1)) {
      node = node.isArray() ? node.path(0).path(name) : node.path(name);
    }
    return node;
  }

  private static String currency(JsonNode object) {
    return string(object, "currency");
  }

  private static String tone(String state) {
    if (GOOD.contains(state)) {
      return "good";
    }
    if (BAD.contains(state)) {
      return "bad";
    }
    return WAITING.contains(state) ? "waiting" : "quiet";
  }
}
