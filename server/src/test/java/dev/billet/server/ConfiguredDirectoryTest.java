package dev.billet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Caller;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Role;
import dev.billet.server.config.Settings.KeySettings;
import dev.billet.server.config.Settings.OrganizationSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredDirectoryTest {

  private final Organization acme =
      new Organization("acme", Optional.empty(), true, Optional.empty());
  private final ConfiguredDirectory directory =
      new ConfiguredDirectory(
          List.of(new OrganizationSettings(acme, List.of("org_1"))),
          List.of(
              new KeySettings(
                  "ada",
                  // Of "abc", as FIPS 180 prints it.
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                  Map.of("acme", Role.OWNER))));

  @Test
  void findsAnOrganizationByItsSlugAndItsIds() {
    assertThat(directory.organization("acme")).contains(acme);
    assertThat(directory.organization("org_1")).contains(acme);
    assertThat(directory.organization("ACME")).isEmpty();
    assertThat(directory.organization("")).isEmpty();
  }

  @Test
  void findsACallerByTheDigestOfItsSecret() {
    assertThat(directory.caller("abc")).contains(new Caller("ada", Map.of("acme", Role.OWNER)));
    assertThat(directory.caller("abd")).isEmpty();
    assertThat(directory.caller("")).isEmpty();
  }

  @Test
  void takesNoDigestForASecret() {
    assertThat(directory.caller("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        .isEmpty();
  }

  @Test
  void knowsADemoKeyForEveryRole() {
    ConfiguredDirectory demo =
        new ConfiguredDirectory(DemoDirectory.ORGANIZATIONS, DemoDirectory.keySettings());

    assertThat(DemoDirectory.KEYS)
        .allSatisfy(
            key ->
                assertThat(demo.caller(key.secret()))
                    .contains(new Caller(key.name(), Map.of(key.organization(), key.role()))));
    assertThat(DemoDirectory.KEYS)
        .filteredOn(key -> key.organization().equals("acme"))
        .extracting(DemoDirectory.DemoKey::role)
        .containsExactlyInAnyOrder(Role.values());
  }
}
