package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What has to be in the ledger, by what was bought and what the sandbox says became of it, and what
 * is. Asks the ledger for nothing but to be compared. Immutable.
 */
final class Reckoning {

  private static final Set<String> REFUNDED = Set.of("pending", "succeeded", "requires_action");
  private static final Set<String> DISPUTED = Set.of("needs_response", "under_review", "lost");

  private final Map<String, Purchase> purchases;

  /** The payment of each session that was paid. */
  private final Map<String, String> paid = new HashMap<>();

  /** How many cents of a payment went back. */
  private final Map<String, Long> gone = new HashMap<>();

  private final List<String> breaches = new ArrayList<>();

  /**
   * Asks the sandbox.
   *
   * @param purchases what was bought, by session
   */
  Reckoning(Map<String, Purchase> purchases, SandboxClient sandbox) {
    this.purchases = Map.copyOf(purchases);
    Set<String> sessions = new HashSet<>();
    for (JsonNode session : sandbox.list("checkout/sessions")) {
      sessions.add(session.path("id").asText());
      check(session);
    }
    if (!sessions.equals(purchases.keySet())) {
      Set<String> more = new HashSet<>(sessions);
      more.removeAll(purchases.keySet());
      breaches.add("sessions that are no purchase: " + more);
    }
    sandbox.list("refunds").forEach(refund -> addGone(refund, REFUNDED));
    sandbox.list("disputes").forEach(dispute -> addGone(dispute, DISPUTED));
  }

  /** The sessions that were paid. */
  Set<String> paid() {
    return Set.copyOf(paid.keySet());
  }

  /** Those of them of whose payment a server has acknowledged to have been told. */
  Set<String> paid(List<JsonNode> deliveries) {
    return deliveries.stream()
        .filter(delivery -> delivery.path("status").asText().equals("succeeded"))
        .filter(this::tellsOfPayment)
        .map(delivery -> delivery.path("object_id").asText())
        .collect(Collectors.toSet());
  }

  private boolean tellsOfPayment(JsonNode delivery) {
    String session = delivery.path("object_id").asText();
    // A debit's session is complete before its money has come.
    return paid.containsKey(session)
        && delivery
            .path("event_type")
            .asText()
            .equals(
                purchase(session).fate() == Purchase.Fate.DEBITED
                    ? "checkout.session.async_payment_succeeded"
                    : "checkout.session.completed");
  }

  /** How many cents were paid, whatever went back. */
  long paidCents() {
    return paid.keySet().stream().mapToLong(session -> purchase(session).price()).sum();
  }

  /** How many cents went back. */
  long goneCents() {
    return paid.keySet().stream().mapToLong(this::gone).sum();
  }

  /** What of some goods should be left to some organizations, altogether. */
  long left(Purchase.Goods goods, List<Tenant> tenants) {
    return paid.keySet().stream()
        .filter(session -> purchase(session).goods() == goods)
        .filter(session -> tenants.contains(purchase(session).tenant()))
        .mapToLong(session -> purchase(session).grant() - taken(session))
        .sum();
  }

  /** Everything that is not as it has to be, by what a server says of its ledger. */
  List<String> breaches(List<Tenant> tenants, URI server) throws IOException {
    List<String> all = new ArrayList<>(breaches);
    Ledger ledger = new Ledger();
    for (Tenant tenant : tenants) {
      JsonNode account = ledger.account(server, tenant);
      compare(all, tenant, account, "credits", Purchase.Goods.CREDITS);
      compare(all, tenant, account, "balances", Purchase.Goods.BALANCE);
      Map<String, List<Ledger.Entry>> byPayment = new HashMap<>();
      for (Ledger.Entry entry : ledger.entries(server, tenant)) {
        byPayment.computeIfAbsent(entry.payment(), unused -> new ArrayList<>()).add(entry);
      }
      byPayment.forEach((session, entries) -> compare(all, tenant, session, entries));
      for (String session : paid.keySet()) {
        if (purchase(session).tenant().equals(tenant) && !byPayment.containsKey(session)) {
          all.add(session + " was paid and is not in the ledger");
        }
      }
    }
    return all;
  }

  private void check(JsonNode session) {
    String id = session.path("id").asText();
    Purchase purchase = purchases.get(id);
    boolean isPaid = session.path("payment_status").asText().equals("paid");
    if (purchase != null && isPaid != purchase.fate().isPaid()) {
      breaches.add(id + " was meant to be " + purchase.fate() + ", and is " + session);
    }
    if (purchase == null || !isPaid) {
      return;
    }
    paid.put(id, session.path("payment_intent").asText());
    if (session.path("amount_total").asLong() != purchase.price()) {
      breaches.add(id + " cost " + session.path("amount_total") + ", not " + purchase.price());
    }
  }

  private void addGone(JsonNode reversal, Set<String> standing) {
    if (standing.contains(reversal.path("status").asText())) {
      gone.merge(
          reversal.path("payment_intent").asText(), reversal.path("amount").asLong(), Long::sum);
    }
  }

  private void compare(
      List<String> all, Tenant tenant, JsonNode account, String member, Purchase.Goods goods) {
    long due = left(goods, List.of(tenant));
    JsonNode found = account.path(member);
    long is = found.isArray() ? found.path(0).path("amount").asLong() : found.asLong();
    if (is != due) {
      all.add("%s has %d %s and should have %d".formatted(tenant.slug(), is, member, due));
    }
  }

  private void compare(
      List<String> all, Tenant tenant, String session, List<Ledger.Entry> entries) {
    Purchase purchase = purchases.get(session);
    if (purchase == null || !paid.containsKey(session) || !purchase.tenant().equals(tenant)) {
      all.add(session + " was not paid by " + tenant.slug() + ", and yet there are " + entries);
      return;
    }
    String asset = purchase.goods() == Purchase.Goods.CREDITS ? "credits" : "balance";
    List<Long> purchased = amounts(entries, "purchase", "payments");
    List<Long> granted = amounts(entries, "grant", asset);
    if (!purchased.equals(List.of(purchase.price()))
        || !granted.equals(List.of(purchase.grant()))
        || sum(entries, "payments") != purchase.price() - gone(session)
        || sum(entries, asset) != purchase.grant() - taken(session)
        || entries.stream().map(Reckoning::unique).distinct().count() != entries.size()) {
      all.add(
          "%s (%s, %s) was paid once for %d, of which %d went back; the ledger has %s"
              .formatted(
                  session,
                  purchase.tenant().slug(),
                  purchase.fate(),
                  purchase.price(),
                  gone(session),
                  entries));
    }
  }

  private long gone(String session) {
    return gone.getOrDefault(paid.getOrDefault(session, ""), 0L);
  }

  /** How much of what was granted has to be back: as much of it as of the money, rounded down. */
  private long taken(String session) {
    Purchase purchase = purchase(session);
    return BigInteger.valueOf(purchase.grant())
        .multiply(BigInteger.valueOf(gone(session)))
        .divide(BigInteger.valueOf(purchase.price()))
        .longValueExact();
  }

  private Purchase purchase(String session) {
    Purchase purchase = purchases.get(session);
    if (purchase == null) {
      throw new IllegalArgumentException("nobody bought " + session);
    }
    return purchase;
  }

  private static String unique(Ledger.Entry entry) {
    return entry.source() + " " + entry.kind() + " " + entry.asset();
  }

  private static List<Long> amounts(List<Ledger.Entry> entries, String kind, String asset) {
    return entries.stream()
        .filter(entry -> entry.kind().equals(kind) && entry.asset().equals(asset))
        .map(Ledger.Entry::amount)
        .toList();
  }

  private static long sum(List<Ledger.Entry> entries, String asset) {
    return entries.stream()
        .filter(entry -> entry.asset().equals(asset))
        .mapToLong(Ledger.Entry::amount)
        .sum();
  }
}
