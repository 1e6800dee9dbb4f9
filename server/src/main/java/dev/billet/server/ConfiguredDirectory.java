package dev.billet.server;

import dev.billet.checkout.Caller;
import dev.billet.checkout.Directory;
import dev.billet.checkout.Organization;
import dev.billet.server.config.Settings.KeySettings;
import dev.billet.server.config.Settings.OrganizationSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The organizations and keys of the configuration. Immutable. */
final class ConfiguredDirectory implements Directory {

  private record Entry(String sha256, Caller caller) {}

  private final Map<String, Organization> organizations;
  private final List<Entry> entries;

  ConfiguredDirectory(List<OrganizationSettings> organizations, List<KeySettings> keys) {
    Map<String, Organization> byIdentifier = new HashMap<>();
    for (OrganizationSettings settings : organizations) {
      byIdentifier.put(settings.organization().slug(), settings.organization());
      settings.ids().forEach(id -> byIdentifier.put(id, settings.organization()));
    }
    this.organizations = Map.copyOf(byIdentifier);
    this.entries =
        keys.stream()
            .map(key -> new Entry(key.sha256(), new Caller(key.name(), key.grants())))
            .toList();
  }

  @Override
  public Optional<Organization> organization(String identifier) {
    return Optional.ofNullable(organizations.get(identifier));
  }

  @Override
  public Optional<Caller> caller(String secret) {
    byte[] digest = ascii(sha256(secret));
    @Nullable Caller found = null;
    // All of them, every time: how long it takes says nothing about which one came close.
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(ascii(entry.sha256()), digest)) {
        found = entry.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  /** The SHA-256 of a secret in lower-case hex, as the configuration has it. */
  static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }
}
