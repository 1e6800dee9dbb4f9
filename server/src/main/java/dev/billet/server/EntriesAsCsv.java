package dev.billet.server;

import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Ledger;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries as RFC 4180 has tables: a line of names, CRLF, quotes where they are needed. */
final class EntriesAsCsv {

  private static final int AT_ONCE = 1_000;
  private static final String NAMES =
      "position,booked_at,occurred_at,kind,organization,contract,asset,amount,currency,payment,"
          + "object,event";

  private EntriesAsCsv() {}

  /**
   * Writes every entry, in the order of booking.
   *
   * @return how many there were
   */
  static long write(Ledger ledger, Writer out) throws IOException {
    out.write(NAMES + "\r\n");
    long written = 0;
    long last = 0;
    for (List<Entry> page = page(ledger, last); !page.isEmpty(); page = page(ledger, last)) {
      for (Entry entry : page) {
        out.write(line(entry));
      }
      written += page.size();
      last = page.get(page.size() - 1).position();
    }
    out.flush();
    return written;
  }

  private static List<Entry> page(Ledger ledger, long after) {
    return ledger.feed(after, Optional.empty(), AT_ONCE);
  }

  private static String line(Entry entry) {
    return Stream.of(
                entry.position(),
                entry.bookedAt(),
                entry.occurredAt(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.organization(),
                entry.contract(),
                entry.amount().asset().name().toLowerCase(Locale.ROOT),
                entry.amount().value(),
                entry.amount().currency().orElse(""),
                entry.payment(),
                entry.object(),
                entry.event().orElse(""))
            .map(value -> quoted(value.toString()))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String quoted(String value) {
    return value.matches("(?s).*[\",\r\n].*") ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
  }
}
