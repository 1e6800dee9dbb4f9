package dev.billet.sandbox.store;

import dev.billet.sandbox.wire.ApiError;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The accounts of a sandbox, made when they are first used. Safe for use by several threads. */
public final class Accounts {

  private static final int MAX = 1_000;

  private final ConcurrentHashMap<String, Account> byName = new ConcurrentHashMap<>();
  private final Journal journal;

  /** Begins without an account, and keeps what they change only here. */
  public Accounts() {
    this(Journal.NONE);
  }

  /** Begins without an account, and writes what they change into a journal. */
  Accounts(Journal journal) {
    this.journal = journal;
  }

  /**
   * Returns the account of this name.
   *
   * @throws ApiError 429 where the sandbox holds too many accounts to make another
   */
  public Account named(String name) {
    Account known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (byName.size() >= MAX) {
      throw ApiError.of(
          429,
          "invalid_request_error",
          "rate_limit",
          null,
          "This sandbox holds " + MAX + " accounts already. Use a key that it has seen.");
    }
    return byName.computeIfAbsent(name, unused -> new Account(name, journal));
  }

  /** Returns the names of all accounts, which are secret keys. */
  public Collection<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns all accounts. */
  public Collection<Account> all() {
    return List.copyOf(byName.values());
  }

  /** Hands on what would make each account out of an empty one, while that does not change. */
  void describe(BiConsumer<String, List<Change>> to) {
    byName.forEach((name, account) -> account.describe(changes -> to.accept(name, changes)));
  }
}
