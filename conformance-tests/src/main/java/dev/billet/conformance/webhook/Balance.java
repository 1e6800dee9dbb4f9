package dev.billet.conformance.webhook;

import java.time.Duration;
import java.util.function.LongPredicate;

/** By how much the account has changed since this was made. For one thread. */
final class Balance {

  private final Account account;
  private final Time time;
  private final long before;

  /**
   * From what the account holds now.
   *
   * @throws CommandException where it cannot be read
   */
  Balance(Account account, Time time) {
    this.account = account;
    this.time = time;
    this.before = read();
  }

  /**
   * By how much, now.
   *
   * @throws CommandException where it cannot be read, for as long as patience lasts
   */
  long change() {
    return Math.subtractExact(read(), before);
  }

  /** By how much, when nothing more should come. */
  long settled() {
    time.letSettle();
    return change();
  }

  /** Waits until the change is of some kind, for so long at most, and then lets it settle. */
  long await(LongPredicate reached, Duration most) {
    time.await(() -> reached.test(change()), most);
    return settled();
  }

  // Right after a start, or amid trouble, it may take a moment.
  private long read() {
    long[] value = {0};
    CommandException[] failure = {new CommandException("--account: was not run")};
    boolean read =
        time.await(
            () -> {
              try {
                value[0] = account.read();
                return true;
              } catch (CommandException e) {
                failure[0] = e;
                return false;
              }
            },
            time.patience());
    if (!read) {
      throw failure[0];
    }
    return value[0];
  }
}
