package dev.billet.server;

import dev.billet.checkout.ReturnUrls;
import java.net.URI;

/**
 * A request to try a contract with.
 *
 * @param path from the server's root
 * @param body JSON with single quotes for double ones, and {@code $success} and {@code $cancel}
 *     where the return URLs go
 */
record SampleRequest(String path, Credential credential, String body) {

  /** How a contract takes a key. */
  enum Credential {
    NONE(""),
    BEARER("Authorization: Bearer "),
    API_KEY("X-API-Key: ");

    private final String header;

    Credential(String header) {
      this.header = header;
    }
  }

  /** The request as a line for a POSIX shell. */
  String curl(URI publicUrl, String key, ReturnUrls returnUrls) {
    return "curl -i '"
        + publicUrl
        + path
        + "'"
        + (credential == Credential.NONE ? "" : " -H '" + credential.header + key + "'")
        + " -H 'Content-Type: application/json' -d '"
        + json(returnUrls)
        + "'";
  }

  private String json(ReturnUrls returnUrls) {
    return body.replace('\'', '"')
        .replace("$success", returnUrls.success())
        .replace("$cancel", returnUrls.cancel());
  }
}
