package dev.billet.server;

import dev.billet.checkout.ReturnUrls;
import dev.billet.server.web.ServedContract;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the person who started the server what there is now. Plain ASCII: a console may know no
 * more. Two lines are for programs as well: {@code listening on <url>} and {@code sandbox on
 * <url>}.
 */
final class Announcement {

  private final PrintStream out;

  Announcement(PrintStream out) {
    this.out = out;
  }

  void print(Billet billet) {
    out.println("Billet " + billet.content().version());
    out.println();
    Optional<String> demoKey = billet.content().demoKey();
    if (billet.content().sandbox()) {
      banner();
    }
    if (demoKey.isPresent()) {
      demoKeys();
    }
    billet.sandboxDescription().ifPresent(out::println);
    endpoints(billet);
    demoKey.ifPresent(key -> samples(billet, key));
    out.println("Start page: " + billet.content().publicUrl() + "/");
    billet.sandboxUrl().ifPresent(url -> out.println("sandbox on " + url));
    out.println("listening on " + billet.url());
    out.flush();
  }

  private void banner() {
    out.println("  +--------------------------------------------------------------+");
    out.println("  |  SANDBOX: no real payments. A Stripe of our own answers, and |");
    out.println("  |  no card is ever charged. Set STRIPE_SECRET_KEY to leave it. |");
    out.println("  +--------------------------------------------------------------+");
    out.println();
  }

  private void demoKeys() {
    out.println("Demo keys");
    for (DemoDirectory.DemoKey key : DemoDirectory.KEYS) {
      out.printf(
          Locale.ROOT,
          "  %-13s %-18s %s of %s%n",
          key.name(),
          key.secret(),
          key.role().name().toLowerCase(Locale.ROOT),
          key.organization());
    }
    out.println();
  }

  private void endpoints(Billet billet) {
    out.println("Endpoints");
    for (ServedContract served : billet.content().contracts()) {
      for (ServedContract.Operation operation : served.operations()) {
        out.printf(
            Locale.ROOT,
            "  %-5s %s%s  %s%n",
            operation.method(),
            billet.content().publicUrl(),
            operation.path(),
            served.contract().name());
      }
    }
    out.println();
  }

  private void samples(Billet billet, String key) {
    out.println("Try it");
    ReturnUrls returnUrls = Billet.ownPages(billet.content().publicUrl());
    for (ContractPart part : ContractPart.ALL) {
      boolean served =
          billet.content().contracts().stream()
              .anyMatch(it -> it.contract().name().equals(part.name()));
      if (served) {
        out.println("  # " + part.name() + ": " + part.sells());
        out.println("  " + part.sample().curl(billet.content().publicUrl(), key, returnUrls));
      }
    }
    out.println();
  }
}
