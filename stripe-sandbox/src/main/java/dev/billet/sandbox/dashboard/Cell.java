package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;

/** How one fact of an object is shown. */
@FunctionalInterface
interface Cell {

  /** Writes it; nothing where the object does not have it. */
  void write(Html html, JsonNode object, View view);
}
