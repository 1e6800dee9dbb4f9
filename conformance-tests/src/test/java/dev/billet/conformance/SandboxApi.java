package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a sandbox for what a merchant asks of Stripe. Safe for use by many threads. */
final class SandboxApi {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  SandboxApi(URI base) {
    this.base = base;
  }

  /** Posts a form that has to be taken. */
  JsonNode post(String path, String form) throws Exception {
    HttpResponse<String> response = answer(path, form);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parse(response.body());
  }

  /** Posts a form, whatever is answered. */
  HttpResponse<String> answer(String path, String form) throws Exception {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + Defaults.SANDBOX_KEY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
