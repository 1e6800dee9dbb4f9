package dev.billet.server;

import dev.billet.checkout.Organization;
import dev.billet.checkout.Role;
import dev.billet.server.config.Settings.KeySettings;
import dev.billet.server.config.Settings.OrganizationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two organizations and a key for every role, to try things with. The keys are public, so this
 * exists only in the sandbox, and only where nobody configured a directory.
 */
final class DemoDirectory {

  /**
   * A key that everybody knows.
   *
   * @param secret what a caller presents
   */
  record DemoKey(String name, String secret, String organization, Role role) {}

  static final List<OrganizationSettings> ORGANIZATIONS =
      List.of(
          new OrganizationSettings(
              new Organization("acme", Optional.of("pro"), true, Optional.empty()),
              List.of("org_1", "01J9ZC6VY4T5W6X7Y8Z9A0B1C2", "23456789ABCDEFGHJKLMNP")),
          new OrganizationSettings(
              new Organization("globex", Optional.empty(), false, Optional.empty()),
              List.of("org_2", "zyxwvutsrqpnmkjihgfedc")));

  static final List<DemoKey> KEYS =
      List.of(
          new DemoKey("acme-owner", "demo_acme_owner", "acme", Role.OWNER),
          new DemoKey("acme-billing", "demo_acme_billing", "acme", Role.BILLING),
          new DemoKey("acme-member", "demo_acme_member", "acme", Role.MEMBER),
          new DemoKey("acme-reader", "demo_acme_reader", "acme", Role.READER),
          new DemoKey("globex-owner", "demo_globex_owner", "globex", Role.OWNER));

  private DemoDirectory() {}

  /** The key to try things with first: it may buy everything for acme. */
  static DemoKey firstKey() {
    return KEYS.get(0);
  }

  static List<KeySettings> keySettings() {
    return KEYS.stream()
        .map(
            key ->
                new KeySettings(
                    key.name(),
                    ConfiguredDirectory.sha256(key.secret()),
                    Map.of(key.organization(), key.role())))
        .toList();
  }
}
