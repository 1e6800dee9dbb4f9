package dev.billet.checkout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A caller's wish to have a request carried out once, however often it arrives.
 *
 * @param key the caller's {@code Idempotency-Key}
 * @param requestHash a hash of the parsed request that is the same whatever the order of its
 *     members; the provider sees it, so the same key for another request is refused there
 */
public record Idempotency(String key, String requestHash) {

  /**
   * The key under which the provider deduplicates: the SHA-256, in hex, of the contract, the
   * organization, the credential's name and the caller's key. It is opaque to the provider, never
   * longer than it allows, and no two credentials, organizations or contracts can meet in it.
   */
  String providerKey(String contract, Buyer buyer) {
    return sha256(contract, buyer.organization().slug(), buyer.caller().credential(), key);
  }

  /**
   * The SHA-256, in hex, of several texts; each is preceded by its length, so none run together.
   */
  public static String sha256(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
