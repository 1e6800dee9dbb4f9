package dev.billet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedDocumentTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final URI OURS = URI.create("https://pay.example.com/base");

  @Test
  void namesOurServerAndKeepsTheVendorsAside() throws IOException {
    JsonNode document =
        YAML.readTree(
            """
            openapi: "3.1.0"
            info: {title: T, version: "1.10"}
            servers: [{url: "https://vendor.example.com/v1"}]
            x-billet-base-path: /v1
            paths:
              /things:
                servers: [{url: "https://other.example.com"}]
                post:
                  servers: [{url: "https://third.example.com"}]
                  responses: {"200": {description: "yes"}}
            """);

    JsonNode published = YAML.readTree(PublishedDocument.yaml(document, OURS));

    assertThat(published.path("servers"))
        .isEqualTo(YAML.readTree("[{url: 'https://pay.example.com/base/v1'}]"));
    assertThat(published.path("x-documented-servers"))
        .isEqualTo(YAML.readTree("[{url: 'https://vendor.example.com/v1'}]"));
    assertThat(published.at("/paths/~1things").has("servers")).isFalse();
    assertThat(published.at("/paths/~1things/post").has("servers")).isFalse();
    assertThat(ServedContract.operations(document))
        .containsExactly(new ServedContract.Operation("POST", "/v1/things"));
  }

  @Test
  void changesNothingElseInAnyContract() throws IOException {
    for (String contract : List.of("versori", "dreadnode", "almanac", "closient", "starter")) {
      ObjectNode enforced =
          (ObjectNode) YAML.readTree(Html.resource("/openapi/" + contract + ".yaml"));

      String yaml = PublishedDocument.yaml(enforced, OURS);
      ObjectNode published = (ObjectNode) YAML.readTree(yaml);

      assertThat(published.path("servers").findValuesAsText("url"))
          .singleElement()
          .asString()
          .startsWith(OURS.toString());
      published.remove(List.of("servers", "x-documented-servers"));
      enforced.remove("servers");
      assertThat(published).as(contract).isEqualTo(enforced);
    }
  }
}
