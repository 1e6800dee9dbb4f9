package dev.billet.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of a {@link DataFile}: a header, and what was changed since, each a JSON object. */
final class DataFormat {

  private static final Logger LOG = LoggerFactory.getLogger(DataFormat.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KIND = "billet-sandbox";
  private static final int VERSION = 1;

  private DataFormat() {}

  /** Returns the first line. */
  static byte[] header() {
    return line(JsonNodeFactory.instance.objectNode().put(KIND, VERSION));
  }

  /** Returns the line for what an account changed. */
  static byte[] account(String name, List<Change> changes) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("account", name);
    ArrayNode array = line.putArray("changes");
    changes.forEach(change -> array.add(change.toJson()));
    return line(line);
  }

  /** Returns the line for by how much the clock is ahead. */
  static byte[] clock(Duration offset) {
    return line(JsonNodeFactory.instance.objectNode().put("clock_offset", offset.toString()));
  }

  /**
   * Reads the lines after the first; none where there is no file.
   *
   * @throws IllegalStateException if that is no data file, or a damaged one
   * @throws UncheckedIOException if it cannot be read
   */
  static void read(Path path, Consumer<JsonNode> lines) {
    if (!Files.exists(path)) {
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      long number = 0;
      byte[] line = next(path, in);
      while (line != null) {
        number++;
        read(path, line, number, lines);
        line = next(path, in);
      }
      if (number == 0 && Files.size(path) > 0) {
        throw new IllegalStateException(path + " is not a sandbox's data file");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static void read(Path path, byte[] line, long number, Consumer<JsonNode> lines) {
    try {
      JsonNode json = JSON.readTree(line);
      if (number > 1) {
        lines.accept(json);
      } else if (json.path(KIND).asInt() != VERSION) {
        throw new IllegalArgumentException("not written by this version");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          path + " is not a sandbox's data file, or a damaged one: line " + number, e);
    }
  }

  /** Returns the next line that was written whole, or null. */
  private static byte @Nullable [] next(Path path, InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int one = in.read();
    while (one >= 0 && one != '\n') {
      line.write(one);
      one = in.read();
    }
    if (one < 0 && line.size() > 0) {
      LOG.warn("{}: the last line is not whole and is ignored", path);
    }
    return one < 0 ? null : line.toByteArray();
  }

  private static byte[] line(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a change that cannot be written", e);
    }
  }
}
