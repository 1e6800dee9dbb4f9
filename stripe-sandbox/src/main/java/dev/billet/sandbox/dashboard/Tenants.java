package dev.billet.sandbox.dashboard;

import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Accounts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts to choose from. An account's name is its secret key, so pages and cookies name it by
 * a digest.
 */
final class Tenants {

  /** The cookie that holds the choice. */
  static final String COOKIE = "sandbox_account";

  private static final int MAX_SHOWN = 50;

  /**
   * An account.
   *
   * @param name its secret key, and what follows it; not to be shown
   * @param id what names it on pages
   */
  record Tenant(String name, String id) {

    /** Returns what its owner knows it by. */
    String label() {
      int space = name.indexOf(' ');
      String key = space < 0 ? name : name.substring(0, space);
      return masked(key) + (space < 0 ? "" : name.substring(space));
    }

    @Override
    public String toString() {
      return label();
    }
  }

  private final Accounts accounts;
  private final String home;

  /**
   * Makes the choice.
   *
   * @param home the name of the account that is shown unless another is chosen
   */
  Tenants(Accounts accounts, String home) {
    this.accounts = accounts;
    this.home = home;
  }

  /** Returns the account that a visitor has chosen; the first one where they chose none. */
  Tenant chosen(Visit visit) {
    String wanted = cookie(visit.header("Cookie"));
    return all().stream()
        .filter(tenant -> tenant.id().equals(wanted))
        .findFirst()
        .orElseGet(() -> tenant(home));
  }

  /** Returns the accounts, the configured key's first. */
  List<Tenant> all() {
    Stream<String> others =
        accounts.names().stream()
            .filter(name -> !name.equals(home))
            .sorted(Comparator.naturalOrder());
    return Stream.concat(Stream.of(home), others).limit(MAX_SHOWN).map(Tenants::tenant).toList();
  }

  Account account(Tenant tenant) {
    return accounts.named(tenant.name());
  }

  /** Returns a key with only so much of it that its owner knows which one it is. */
  static String masked(String key) {
    String end = key.length() > 16 ? key.substring(key.length() - 4) : "";
    return key.substring(0, Math.min(8, key.length())) + "…" + end;
  }

  private static Tenant tenant(String name) {
    return new Tenant(name, Assets.digest(name));
  }

  private static String cookie(String header) {
    for (String pair : header.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(COOKIE + "=")) {
        return trimmed.substring(COOKIE.length() + 1);
      }
    }
    return "";
  }
}
