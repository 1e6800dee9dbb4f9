package dev.billet.conformance.crash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * An organization that buys.
 *
 * @param slug its name in the ledger
 * @param shortUuid its name where a contract wants one of 22 characters
 * @param key the secret of its owner
 */
public record Tenant(String slug, String shortUuid, String key) {

  // Letters that a short UUID may be made of.
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  /** As many as are asked for, at most 23. */
  public static List<Tenant> some(int number) {
    return IntStream.range(0, number).mapToObj(Tenant::numbered).toList();
  }

  /** Nobody's own, whose key may read everybody's ledger. */
  public static Tenant follower() {
    return numbered(LETTERS.length() - 1);
  }

  /** What a configuration file says of these, with what is sold to them. */
  public static String configuration(List<Tenant> tenants, Database database) {
    StringBuilder yaml =
        new StringBuilder(
            """
            billet:
              return-urls: {allowed: ["https://shop.example.com"]}
              catalogue:
                credits: {price: price_credits, per-bundle: %d}
                balance: {currency: usd, name: "Ad balance", minimum: 500, maximum: 1000000}
              # By hand, so that what the webhooks achieved can be told from it.
              reconcile: {every: 0s}
              database: {url: "%s"%s}
              organizations:
            """
                .formatted(
                    Purchase.CREDITS_PER_BUNDLE,
                    database.url(),
                    database.user().isEmpty()
                        ? ""
                        : ", user: \"%s\", password: \"%s\""
                            .formatted(database.user(), database.password())));
    for (Tenant tenant : tenants) {
      yaml.append("    %s: {ids: [\"%s\"]}\n".formatted(tenant.slug, tenant.shortUuid));
    }
    yaml.append("  keys:\n");
    for (Tenant tenant : tenants) {
      yaml.append(
          "    - {name: %1$s, sha256: \"%2$s\", grants: {%1$s: owner}}\n"
              .formatted(tenant.slug, sha256(tenant.key)));
    }
    yaml.append(
        "    - {name: follower, sha256: \"%s\", grants: {\"*\": reader}}\n"
            .formatted(sha256(follower().key)));
    return yaml.toString();
  }

  private static Tenant numbered(int number) {
    char letter = LETTERS.charAt(number);
    String body = "owner" + letter + "0".repeat(26);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return new Tenant(
        "tenant-" + Character.toLowerCase(letter),
        "23456789ABCDEFGHJKLMN" + letter,
        // As closient documents its keys: a prefix, 32 alphanumerics and their CRC-32.
        "csb_%s_%08x".formatted(body, crc.getValue()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
