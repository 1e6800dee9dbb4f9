package dev.billet.conformance;

import dev.billet.conformance.document.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** A server that is configured by {@code configured.yaml}. Stateless. */
final class Configured {

  private static final List<String> KEYS =
      List.of("owner", "billing", "member", "reader", "both", "globex", "everywhere");

  static final Variables VARIABLES = variables();

  private Configured() {}

  /** The one that test classes share, with the embedded sandbox behind it. */
  static Target target(Suite suite) {
    return suite.shared(
        "configured",
        () ->
            suite.target(
                suite.keep(suite.process().configuration(configuration()).start()), VARIABLES));
  }

  /** One of one's own that talks to another Stripe, and gives it up after two seconds. */
  static ServerProcess.Builder against(Suite suite, FakeStripe upstream) {
    return suite
        .process()
        .configuration(configuration())
        .environment("STRIPE_API_BASE", upstream.url().toString())
        // It would ask the upstream in the midst of a test, and be answered in its place.
        .environment("BILLET_RECONCILE_EVERY", "0s")
        .environment("BILLET_STRIPE_TOTAL_TIMEOUT", "2s");
  }

  /** The contract's documented request, with a credential where its document demands none. */
  static Call call(Target target, ContractDocument contract) {
    Call call = target.call(contract);
    return call.hasCredential() ? call : call.key(target.variables().get("key.owner"));
  }

  /** Its configuration file. */
  static String configuration() {
    try {
      String yaml = Files.readString(Resources.list("configured.yaml", "").get(0));
      for (String name : KEYS) {
        yaml = yaml.replace("${" + name + "}", sha256(VARIABLES.get("key." + name)));
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Variables variables() {
    Map<String, String> values = new HashMap<>();
    KEYS.forEach(name -> values.put("key." + name, secret(name)));
    values.put("organization.slug", "acme");
    values.put("organization.ulid", "01J9ZC6VY4T5W6X7Y8Z9A0B1C2");
    values.put("organization.shortuuid", "23456789ABCDEFGHJKLMNP");
    values.put("plan", "team");
    values.put("url.success", "https://shop.example.com/done?session={CHECKOUT_SESSION_ID}");
    values.put("url.cancel", "https://shop.example.com/back");
    return new Variables(values);
  }

  // As closient documents its keys: a prefix, 32 alphanumerics and their CRC-32.
  private static String secret(String name) {
    String body = name + "0".repeat(32 - name.length());
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return "csb_%s_%08x".formatted(body, crc.getValue());
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
