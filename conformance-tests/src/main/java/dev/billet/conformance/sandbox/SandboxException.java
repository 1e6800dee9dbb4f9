package dev.billet.conformance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;

/** The sandbox has refused something. */
public final class SandboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 300;

  private final int status;

  SandboxException(String path, int status, String answer) {
    super("the sandbox answered %s with %d: %s".formatted(path, status, reason(answer)));
    this.status = status;
  }

  /** With which status. */
  public int status() {
    return status;
  }

  private static String reason(String answer) {
    try {
      JsonNode message = Json.parse(answer).at("/error/message");
      if (message.isTextual()) {
        return message.asText();
      }
    } catch (IllegalArgumentException e) {
      // Then it is told as it came.
    }
    return answer.length() > LONGEST ? answer.substring(0, LONGEST) + "…" : answer;
  }
}
