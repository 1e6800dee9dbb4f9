package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What happened in a crash run; {@link #toString()} lays it out for a person.
 *
 * @param lines what was counted, each a line
 * @param breaches everything that must not be; empty where all is well
 */
public record CrashReport(List<String> lines, List<String> breaches) {

  private static final Pattern LISTED =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT|BOOKED | +\\S* ?[0-9,]+ (checked|looked at))");

  public CrashReport {
    lines = List.copyOf(lines);
    breaches = List.copyOf(breaches);
  }

  static CrashReport of(
      CrashPlan plan,
      Tally tally,
      Reckoning reckoning,
      List<Tenant> tenants,
      List<JsonNode> deliveries) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %d server%s, seed %d"
            .formatted(
                plan.database().name(),
                plan.servers(),
                plan.servers() == 1 ? "" : "s",
                plan.seed()));
    lines.add(line("kills", plan.kills(), "SIGKILL"));
    lines.add(
        line(
            "purchases",
            plan.purchases(),
            "%d paid; %s taken, %s given back"
                .formatted(
                    reckoning.paid().size(),
                    dollars(reckoning.paidCents()),
                    dollars(reckoning.goneCents()))));
    lines.add(
        line(
            "client tries",
            tally.get(Tally.Count.ANSWERS)
                + tally.get(Tally.Count.RETRIES)
                + tally.get(Tally.Count.LOST_CONNECTIONS),
            "%d connections lost, %d told to come again"
                .formatted(
                    tally.get(Tally.Count.LOST_CONNECTIONS), tally.get(Tally.Count.RETRIES))));
    long tries = deliveries.stream().mapToLong(each -> each.path("attempts").size()).sum();
    lines.add(
        line(
            "webhooks",
            deliveries.size(),
            "%d tries; %d came twice or more, %d given up, %d dropped"
                .formatted(
                    tries,
                    deliveries.stream().filter(CrashReport::isDuplicate).count(),
                    count(deliveries, "failed"),
                    count(deliveries, "dropped"))));
    lines.add(
        "  %-14s %,d credits, %s of balance"
            .formatted(
                "left",
                reckoning.left(Purchase.Goods.CREDITS, tenants),
                dollars(reckoning.left(Purchase.Goods.BALANCE, tenants))));
    return new CrashReport(lines, tally.breaches());
  }

  CrashReport ledger(int byWebhook, int byReconciling, String reconciled, String verified) {
    List<String> more = new ArrayList<>(lines);
    more.add(line("granted", byWebhook, "by webhooks and by asking on return"));
    more.add(line("", byReconciling, "by reconciliation, whose webhooks were lost"));
    more.add("  reconcile");
    more.addAll(excerpt(reconciled));
    more.add("  ledger verify");
    more.addAll(excerpt(verified));
    return new CrashReport(more, breaches);
  }

  CrashReport took(Duration time) {
    List<String> more = new ArrayList<>(lines);
    more.add(line("seconds", time.toSeconds(), ""));
    return new CrashReport(more, breaches);
  }

  /**
   * Fails where there is a breach.
   *
   * @throws AssertionError with everything that must not be, and the seed
   */
  public void requireNoBreach() {
    if (!breaches.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  @Override
  public String toString() {
    String found =
        breaches.isEmpty()
            ? "  every paid session was granted exactly once\n"
            : "  %d BREACHES\n    %s\n".formatted(breaches.size(), String.join("\n    ", breaches));
    return String.join("\n", lines) + "\n" + found;
  }

  // Without what it logs, and what it lists one by one, which is counted at its end.
  private static List<String> excerpt(String output) {
    return output
        .lines()
        .filter(line -> !LISTED.matcher(line).find())
        .map(line -> "    " + line)
        .toList();
  }

  private static boolean isDuplicate(JsonNode delivery) {
    long acknowledged = 0;
    for (JsonNode attempt : delivery.path("attempts")) {
      acknowledged += attempt.path("status").asInt() / 100 == 2 ? 1 : 0;
    }
    return acknowledged > 1;
  }

  private static long count(List<JsonNode> deliveries, String status) {
    return deliveries.stream()
        .filter(delivery -> delivery.path("status").asText().equals(status))
        .count();
  }

  private static String line(String name, long number, String more) {
    return String.format(Locale.ROOT, "  %-14s %,8d  %s", name, number, more).stripTrailing();
  }

  private static String dollars(long cents) {
    return String.format(Locale.ROOT, "$%,d.%02d", cents / 100, cents % 100);
  }
}
