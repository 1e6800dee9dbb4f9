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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sandbox's state in a file: one line of JSON for each operation that changed something, after
 * lines for the state with which the file began. Reading it makes the changes again, in order.
 *
 * <p>A line is handed to the operating system before its operation is answered, so nothing that was
 * answered is lost where the process is killed; it is forced to the disk when the file is rewritten
 * or closed, so a power cut can cost the latest operations, but never a part of one. A last line
 * that is not whole was never answered, and is ignored. The file holds secret keys: only its owner
 * may read it. A second sandbox is kept off by a lock on a file beside it.
 */
final class DataFile implements Journal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataFile.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KIND = "billet-sandbox";
  private static final int VERSION = 1;

  private final Path path;
  private final FileChannel lock;
  private @Nullable FileChannel file;

  private DataFile(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes hold of a file, which need not exist yet.
   *
   * @throws IllegalStateException if another sandbox has it
   * @throws UncheckedIOException if it cannot be written
   */
  static DataFile open(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path beside = absolute.resolveSibling(absolute.getFileName() + ".lock");
    FileChannel lock = null;
    try {
      lock = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() != null) {
        return new DataFile(absolute, lock);
      }
      lock.close();
    } catch (OverlappingFileLockException e) {
      closeQuietly(lock);
    } catch (IOException e) {
      closeQuietly(lock);
      throw new UncheckedIOException("cannot use " + absolute + " as a data file", e);
    }
    throw new IllegalStateException("another sandbox is using the data file " + absolute);
  }

  /**
   * Reads what was written before, without its header.
   *
   * @throws IllegalStateException if that is no data file, or a damaged one
   */
  void read(Consumer<JsonNode> lines) {
    if (!Files.exists(path)) {
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      long number = 0;
      byte[] line = next(in);
      while (line != null) {
        number++;
        read(line, number, lines);
        line = next(in);
      }
      if (number == 0 && Files.size(path) > 0) {
        throw new IllegalStateException(path + " is not a sandbox's data file");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private void read(byte[] line, long number, Consumer<JsonNode> lines) {
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
  private byte @Nullable [] next(InputStream in) throws IOException {
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

  /** Begins the file anew with a state; what was in it before stays until the new one is whole. */
  synchronized void rewrite(Duration clockOffset, Consumer<Journal> state) {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    FileChannel before = file;
    try {
      Files.deleteIfExists(next);
      file =
          FileChannel.open(
              next,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(next));
      write(JsonNodeFactory.instance.objectNode().put(KIND, VERSION));
      append(clockOffset);
      state.accept(this);
      file.force(true);
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
      closeQuietly(before);
    } catch (IOException e) {
      file = before;
      throw new UncheckedIOException("cannot write " + next, e);
    }
  }

  @Override
  public void append(String account, List<Change> changes) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("account", account);
    ArrayNode array = line.putArray("changes");
    changes.forEach(change -> array.add(change.toJson()));
    write(line);
  }

  @Override
  public void append(Duration clockOffset) {
    write(JsonNodeFactory.instance.objectNode().put("clock_offset", clockOffset.toString()));
  }

  private void write(ObjectNode json) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(json);
      ByteBuffer line = ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').flip();
      writeWhole(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a change that cannot be written", e);
    }
  }

  private synchronized void writeWhole(ByteBuffer line) {
    FileChannel to = file;
    if (to == null) {
      throw new IllegalStateException("the data file " + path + " is closed");
    }
    try {
      long begin = to.position();
      try {
        while (line.hasRemaining()) {
          to.write(line);
        }
      } catch (IOException e) {
        // Half a line must not stand before the next one.
        to.truncate(begin);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  synchronized boolean isOpen() {
    return file != null;
  }

  /** Lets go of the file, after what is in it is on the disk. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    FileChannel to = file;
    file = null;
    try {
      if (to != null) {
        to.force(true);
        to.close();
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.debug("a channel that is no longer needed did not close", e);
    }
  }
}
