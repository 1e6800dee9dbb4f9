package dev.billet.client.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What would be published: all of what is needed, and nothing else. */
@ExtendWith(Installed.Extension.class)
final class PackageTest {

  // A module, its types, or one of the three files that every package has.
  private static final Pattern BELONGS =
      Pattern.compile(
          "LICENSE|README\\.md|package\\.json"
              + "|dist/[a-z]+(\\.js|\\.d\\.ts)"
              + "|dist/[a-z]+/((apis|models)/)?[A-Za-z]+(\\.js|\\.d\\.ts)");

  @Test
  void holdsModulesTheirTypesAndTheLicence(Installed client) {
    List<String> files = packed(client);
    assertThat(files).allMatch(it -> BELONGS.matcher(it).matches());
    assertThat(files).contains("LICENSE", "README.md", "package.json", "dist/index.js");
    assertThat(files)
        .filteredOn(it -> it.endsWith(".js"))
        .allSatisfy(it -> assertThat(files).contains(it.replaceAll("\\.js$", ".d.ts")));
  }

  @Test
  void everyContractIsExportedAndEveryExportIsThere(Installed client) throws Exception {
    JsonObject exports = manifest(client).getAsJsonObject("exports");
    List<String> expected = new ArrayList<>(List.of("."));
    Installed.contracts().forEach(it -> expected.add("./" + it));
    assertThat(expected).hasSizeGreaterThan(1);
    assertThat(exports.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    for (JsonElement export : exports.asMap().values()) {
      for (JsonElement file : export.getAsJsonObject().asMap().values()) {
        assertThat(client.client().resolve(file.getAsString())).isRegularFile();
      }
    }
  }

  @Test
  void hasTheVersionOfTheProjectAndItsLicence(Installed client) throws Exception {
    JsonObject manifest = manifest(client);
    assertThat(manifest.get("version").getAsString())
        .isEqualTo(System.getProperty("billet.client.version"));
    assertThat(manifest.get("license").getAsString()).isEqualTo("Apache-2.0");
    assertThat(manifest.has("dependencies")).isFalse();
    assertThat(Files.readString(client.client().resolve("LICENSE"))).contains("Apache License");
  }

  private static List<String> packed(Installed client) {
    JsonObject archive =
        JsonParser.parseString(client.listing()).getAsJsonArray().get(0).getAsJsonObject();
    return StreamSupport.stream(archive.getAsJsonArray("files").spliterator(), false)
        .map(it -> it.getAsJsonObject().get("path").getAsString())
        .toList();
  }

  private static JsonObject manifest(Installed client) throws Exception {
    Path file = client.client().resolve("package.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
