package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
 *
 * <p>It is rewritten beside itself, account by account: what an account changes after it was copied
 * is written into both files, until the new one is whole, on the disk, and takes the old one's
 * place at once. So whichever of the two is found there, it has everything. Safe for use by several
 * threads; an account's lock may be held where something is written, and none is waited for here.
 */
final class DataFile implements Journal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataFile.class);

  /** So many changes to a line of a copied account. */
  private static final int CHANGES = 100;

  /** Below that many bytes it is not worth a rewriting. */
  private static final long SMALL = 1024 * 1024;

  /** It is rewritten when it is so many times as long as it was at first. */
  private static final long GROWTH = 4;

  private final Path path;
  private final FileChannel lock;
  private final Set<String> copied = new HashSet<>();
  private @Nullable LineFile file;
  private @Nullable LineFile next;
  private Runnable grown = () -> {};
  private boolean told;
  private long limit = SMALL;

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
    DataFormat.read(path, lines);
  }

  /**
   * Has somebody told, once until the next rewriting, that the file has become long. It is told
   * under an account's lock, and must not wait.
   */
  synchronized void onGrowth(Runnable action) {
    grown = action;
  }

  /**
   * Begins to rewrite the file; until {@link #finish}, what is there stays what counts.
   *
   * @param clockOffset by how much the clock is ahead, asked when nothing else is written
   * @throws UncheckedIOException if it cannot be written
   */
  synchronized void begin(Supplier<Duration> clockOffset) {
    if (next != null) {
      throw new IllegalStateException(path + " is being rewritten already");
    }
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    copied.clear();
    try {
      next = LineFile.create(beside);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + beside, e);
    }
    next.write(DataFormat.header());
    next.write(DataFormat.clock(clockOffset.get()));
  }

  /**
   * Copies an account into the new file, unless it is there. The account must not change meanwhile.
   */
  void copy(String account, List<Change> changes) {
    if (isCopied(account)) {
      return;
    }
    for (int i = 0; i < changes.size(); i += CHANGES) {
      byte[] line =
          DataFormat.account(account, changes.subList(i, Math.min(i + CHANGES, changes.size())));
      synchronized (this) {
        begun().write(line);
      }
    }
    synchronized (this) {
      copied.add(account);
    }
  }

  /**
   * Puts the new file in the place of the old one, if it has all accounts.
   *
   * @param accounts the accounts there are, asked when nothing is written
   * @return whether it is so
   * @throws UncheckedIOException if it cannot be written; then the old one goes on
   */
  boolean finish(Supplier<Collection<String>> accounts) {
    try {
      LineFile whole = begun();
      // Most of it already here, where nobody has to wait for the disk.
      whole.force();
      synchronized (this) {
        if (!copied.containsAll(accounts.get())) {
          return false;
        }
        begun().force();
        whole.replace(path);
        LineFile before = file;
        file = whole;
        next = null;
        settle(Math.max(SMALL, GROWTH * whole.size()));
        if (before != null) {
          before.close();
        }
        return true;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rewrite " + path, e);
    }
  }

  /** Gives up rewriting; the old file goes on. */
  synchronized void abandon() {
    if (next != null) {
      next.discard();
      next = null;
    }
    settle(file == null ? SMALL : Math.max(SMALL, 2 * file.size()));
  }

  @Override
  public void append(String account, List<Change> changes) {
    write(DataFormat.account(account, changes), account);
  }

  @Override
  public void append(Duration clockOffset) {
    write(DataFormat.clock(clockOffset), null);
  }

  /** Writes a line: into the new file as well, where that has the account, or it is of none. */
  private synchronized void write(byte[] line, @Nullable String account) {
    LineFile to = file;
    if (to == null) {
      throw new IllegalStateException("the data file " + path + " is closed");
    }
    to.write(line);
    if (next != null && (account == null || copied.contains(account))) {
      try {
        next.write(line);
      } catch (UncheckedIOException e) {
        LOG.warn("{} is not rewritten now", path, e);
        abandon();
      }
    }
    if (!told && to.size() > limit) {
      told = true;
      grown.run();
    }
  }

  private void settle(long nextLimit) {
    copied.clear();
    limit = nextLimit;
    told = false;
  }

  private synchronized boolean isCopied(String account) {
    return copied.contains(account);
  }

  private synchronized LineFile begun() {
    if (next == null) {
      throw new IllegalStateException(path + " is not being rewritten any more");
    }
    return next;
  }

  synchronized boolean isOpen() {
    return file != null;
  }

  /** Lets go of the file, after what is in it is on the disk. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    abandon();
    LineFile to = file;
    file = null;
    try {
      if (to != null) {
        to.force();
        to.close();
      }
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
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
