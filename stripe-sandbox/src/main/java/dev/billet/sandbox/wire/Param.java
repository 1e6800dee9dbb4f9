package dev.billet.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How one parameter's value is read: what it may look like and what it becomes. Immutable. */
@FunctionalInterface
public interface Param {

  /**
   * Reads a value.
   *
   * @param raw text or an object, as {@link FormDecoder} gives it
   * @param at the parameter's whole name, such as {@code line_items[0][quantity]}
   * @param problems where what is wrong is reported
   * @return the value in its own type, a null node where the value unsets the parameter, or null
   *     where a problem was reported
   */
  @Nullable JsonNode read(JsonNode raw, String at, Problems problems);
}
