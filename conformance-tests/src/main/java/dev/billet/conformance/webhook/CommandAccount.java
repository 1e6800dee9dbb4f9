package dev.billet.conformance.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import java.time.Duration;
import java.util.Optional;

/** Reads the account by a command whose output is a whole number, or JSON with one in it. */
final class CommandAccount implements Account {

  private static final String OPTION = "--account";

  private final String command;
  private final Optional<JsonPointer> pointer;
  private final Duration most;

  CommandAccount(String command, Optional<JsonPointer> pointer, Duration most) {
    this.command = command;
    this.pointer = pointer;
    this.most = most;
  }

  @Override
  public long read() {
    Shell.Outcome outcome = Shell.run(OPTION, command, most);
    if (outcome.code() != 0) {
      throw new CommandException(OPTION + ": " + outcome.quoted());
    }
    String text = pointer.map(it -> pointed(outcome, it)).orElseGet(outcome::output).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new CommandException(
          OPTION
              + ": a whole number is needed, and "
              + outcome.quoted()
              + (pointer.isPresent() ? "" : "; --pointer says where it is in JSON"));
    }
  }

  private static String pointed(Shell.Outcome outcome, JsonPointer pointer) {
    JsonNode json;
    try {
      json = Json.parse(outcome.output());
    } catch (IllegalArgumentException e) {
      throw new CommandException(OPTION + ": --pointer needs JSON, and " + outcome.quoted());
    }
    JsonNode value = json.at(pointer);
    if (!value.isIntegralNumber() && !value.isTextual()) {
      throw new CommandException(
          "%s: there is no whole number at %s; %s".formatted(OPTION, pointer, outcome.quoted()));
    }
    return value.asText();
  }
}
