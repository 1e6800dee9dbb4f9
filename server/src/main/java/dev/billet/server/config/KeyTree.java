package dev.billet.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of keys as a tree, to find out which names exist below a name. */
final class KeyTree {

  private final Map<String, KeyTree> children = new LinkedHashMap<>();
  private @Nullable Key key;

  static KeyTree of(List<Key> keys) {
    KeyTree root = new KeyTree();
    for (Key key : keys) {
      KeyTree node = root;
      for (String segment : key.segments()) {
        node = node.children.computeIfAbsent(segment, it -> new KeyTree());
      }
      node.key = key;
    }
    return root;
  }

  /** The node below this one for a segment of a real path; null where there is none. */
  @Nullable KeyTree child(String segment) {
    if (PropertyPath.isIndex(segment)) {
      return children.get("[]");
    }
    KeyTree named = children.get(segment);
    return named != null ? named : children.get("*");
  }

  /** The key that a real path is a case of; null where it is of none. */
  @Nullable Key key(List<String> path) {
    KeyTree node = this;
    for (String segment : path) {
      node = node.child(segment);
      if (node == null) {
        return null;
      }
    }
    return node.key;
  }

  boolean takesValue() {
    return key != null;
  }

  /** Whether what is below has names of the operator's choosing. */
  boolean names() {
    return children.containsKey("*");
  }

  boolean takesList() {
    return children.containsKey("[]");
  }

  /** Whether this is a list of plain values, which may also be written as one value. */
  boolean takesPlainList() {
    KeyTree element = children.get("[]");
    return element != null && element.takesValue();
  }

  /** What an operator who wrote an unknown segment may have meant, as words to append. */
  String hint(List<String> parent, String unknown) {
    Optional<String> nearest =
        children.keySet().stream()
            .filter(name -> distance(unknown, name) <= 1 + name.length() / 4)
            .min((a, b) -> Integer.compare(distance(unknown, a), distance(unknown, b)));
    if (nearest.isPresent()) {
      return "did you mean "
          + (parent.isEmpty() ? "" : PropertyPath.join(parent) + ".")
          + nearest.get()
          + "?";
    }
    return "known here: " + children.keySet().stream().collect(Collectors.joining(", "));
  }

  /** How many characters must be changed, added or removed, whatever their case. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        current[j] =
            Math.min(previous[j - 1] + (same ? 0 : 1), 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
