package dev.billet.conformance.webhook;

import dev.billet.conformance.http.UnreachableException;
import dev.billet.conformance.sandbox.SandboxClient;
import dev.billet.conformance.sandbox.SandboxException;
import java.net.URI;
import java.util.function.Function;

/** What has to be so before anything is bought. */
record Preflight(URI endpoint, URI stripe, String key, SandboxClient sandbox) {

  /**
   * Looks whether there is a sandbox that leaves the webhooks to us.
   *
   * @param wrong makes what is thrown where there is not
   * @throws UnreachableException where nobody answers
   */
  void check(Function<String, ? extends RuntimeException> wrong) {
    if (!key.startsWith("sk_test_")) {
      throw wrong.apply("--sandbox-key: a key of test mode is needed, sk_test_…");
    }
    try {
      sandbox.requireSandbox();
      for (String url : sandbox.webhookUrls()) {
        if (Urls.same(URI.create(url), endpoint)) {
          throw wrong.apply(
              "--sandbox: it delivers its webhooks to "
                  + url
                  + " itself, and what is told there would be told twice. Start it without"
                  + " --webhook, or delete that webhook endpoint");
        }
      }
    } catch (SandboxException e) {
      throw wrong.apply("--sandbox: there is no sandbox at " + stripe + ": " + e.getMessage());
    }
  }
}
