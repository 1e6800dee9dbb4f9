package dev.billet.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the file at each moment of its rewriting, as somebody finds it after a kill. */
final class DataFileTest {

  private final Path path;
  private final DataFile file;

  DataFileTest(@TempDir Path directory) {
    this.path = directory.resolve("data");
    this.file = DataFile.open(path);
    rewrite();
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Test
  void holdsEverythingAtEachMomentOfARewriting() throws Exception {
    append("a", "1");
    append("b", "1");
    file.begin(() -> Duration.ofSeconds(7));
    assertThat(found()).containsExactly("a1", "b1");

    file.copy("a", List.of(put("1")));
    append("a", "2");
    append("b", "2");
    assertThat(found()).containsExactly("a1", "b1", "a2", "b2");

    file.copy("b", List.of(put("1"), put("2")));
    append("b", "3");
    file.append(Duration.ofSeconds(8));
    assertThat(found()).containsExactly("a1", "b1", "a2", "b2", "b3");

    assertThat(file.finish(() -> List.of("a", "b"))).isTrue();
    append("a", "3");
    assertThat(found()).containsExactly("a1", "a2", "b1", "b2", "b3", "a3");
    assertThat(offset()).isEqualTo(Duration.ofSeconds(8));
    assertThat(beside()).doesNotExist();
  }

  @Test
  void isNotReplacedBeforeItHasAnAccountThatCameMeanwhile() throws Exception {
    append("a", "1");
    file.begin(() -> Duration.ZERO);
    file.copy("a", List.of(put("1")));
    append("c", "1");

    assertThat(file.finish(() -> List.of("a", "c"))).isFalse();
    assertThat(found()).containsExactly("a1", "c1");

    file.copy("a", List.of(put("never")));
    file.copy("c", List.of(put("1")));
    assertThat(file.finish(() -> List.of("a", "c"))).isTrue();
    assertThat(found()).containsExactly("a1", "c1");
  }

  @Test
  void goesOnWhereARewritingIsGivenUp() throws Exception {
    append("a", "1");
    file.begin(() -> Duration.ZERO);
    file.copy("a", List.of(put("1")));
    file.abandon();
    append("a", "2");

    assertThat(found()).containsExactly("a1", "a2");
    assertThat(beside()).doesNotExist();
  }

  @Test
  void removesWhatAKilledRewritingLeft() throws Exception {
    append("a", "1");
    Files.writeString(beside(), "half a");
    file.begin(() -> Duration.ZERO);
    file.copy("a", List.of(put("1")));

    assertThat(file.finish(() -> List.of("a"))).isTrue();
    assertThat(found()).containsExactly("a1");
  }

  @Test
  void tellsOnceEachTimeThatItHasGrown() throws Exception {
    AtomicInteger told = new AtomicInteger();
    file.onGrowth(told::incrementAndGet);
    String much = "x".repeat(300_000);
    for (int i = 0; i < 3; i++) {
      append("a", much);
    }
    assertThat(told).hasValue(0);
    for (int i = 0; i < 5; i++) {
      append("a", much);
    }
    assertThat(told).hasValue(1);

    rewrite();
    for (int i = 0; i < 5; i++) {
      append("a", much);
    }
    assertThat(told).hasValue(2);
  }

  private void rewrite() {
    file.begin(() -> Duration.ZERO);
    assertThat(file.finish(List::of)).isTrue();
  }

  private void append(String account, String id) {
    file.append(account, List.of(put(id)));
  }

  private static Change put(String id) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("id", id);
    return new Change.Put("table", object);
  }

  /** Returns what is found in the file now: account and object. */
  private List<String> found() {
    List<String> found = new ArrayList<>();
    for (JsonNode line : lines()) {
      String account = line.path("account").asText();
      line.path("changes").forEach(one -> found.add(account + one.at("/object/id").asText()));
    }
    return found;
  }

  private Duration offset() {
    Duration last = Duration.ZERO;
    for (JsonNode line : lines()) {
      if (line.has("clock_offset")) {
        last = Duration.parse(line.get("clock_offset").asText());
      }
    }
    return last;
  }

  private List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    DataFormat.read(path, lines::add);
    return lines;
  }

  private Path beside() {
    return path.resolveSibling(path.getFileName() + ".new");
  }
}
