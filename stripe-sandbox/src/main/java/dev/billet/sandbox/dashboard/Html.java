package dev.billet.sandbox.dashboard;

import dev.billet.sandbox.page.Layout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * HTML being written. Tags and the names of attributes come from the code; whatever else goes in is
 * escaped, and there is no way around that.
 */
final class Html {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; an empty value is a name alone
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"").append(Layout.escape(attributes[i + 1])).append('"');
      }
    }
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Adds an element that has no content, such as {@code input}. */
  Html leaf(String tag, String... attributes) {
    open(tag, attributes);
    open.pop();
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    out.append(Layout.escape(text));
    return this;
  }

  /** Adds an element with text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Adds a link to a page of the dashboard or of the sandbox. */
  Html link(String href, String text) {
    return element("a", text, "href", href);
  }

  /** Adds what something else writes. */
  Html with(Consumer<Html> part) {
    part.accept(this);
    return this;
  }

  /** Adds a part that was written whole. */
  Html add(Html part) {
    out.append(part);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("left open: " + open);
    }
    return out.toString();
  }
}
