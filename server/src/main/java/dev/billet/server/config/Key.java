package dev.billet.server.config;

import java.util.List;

/**
 * One thing that can be configured.
 *
 * @param name the key; {@code *} stands for a name of the operator's choosing, {@code []} for an
 *     index
 * @param byDefault the value where nobody says anything; empty for none
 * @param secret whether its value may never be shown
 */
record Key(String name, String byDefault, boolean secret) {

  static Key of(String name, String byDefault) {
    return new Key(name, byDefault, false);
  }

  static Key of(String name) {
    return new Key(name, "", false);
  }

  static Key secret(String name) {
    return new Key(name, "", true);
  }

  List<String> segments() {
    return PropertyPath.parse(name);
  }
}
