package dev.billet.sandbox.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new file for its owner only, to which lines are appended, each whole or not at all. Not safe
 * for use by several threads.
 */
final class LineFile {

  private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);

  private final FileChannel channel;
  private Path path;
  private long size;

  private LineFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Creates the file, in the place of one that was left there. */
  static LineFile create(Path path) throws IOException {
    Files.deleteIfExists(path);
    return new LineFile(
        path,
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(path)));
  }

  /**
   * Hands a line to the operating system.
   *
   * @throws UncheckedIOException if that is not possible; then nothing of it is in the file
   */
  void write(byte[] line) {
    ByteBuffer whole = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try {
      try {
        while (whole.hasRemaining()) {
          channel.write(whole);
        }
        size += line.length + 1;
      } catch (IOException e) {
        // Half a line must not stand before the next one.
        channel.truncate(size);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** Returns how many bytes it has. */
  long size() {
    return size;
  }

  /** Waits until what was written is on the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  /** Puts it in the place of another file, at once, and for good where the system can say so. */
  void replace(Path other) throws IOException {
    Files.move(path, other, StandardCopyOption.ATOMIC_MOVE);
    path = other;
    try (FileChannel directory = FileChannel.open(other.resolveSibling("."))) {
      directory.force(true);
    } catch (IOException e) {
      LOG.debug("a directory cannot be forced to the disk here", e);
    }
  }

  void close() throws IOException {
    channel.close();
  }

  /** Closes it, and removes it where it has not replaced another. */
  void discard() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("a file that is no longer needed was left", e);
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
}
