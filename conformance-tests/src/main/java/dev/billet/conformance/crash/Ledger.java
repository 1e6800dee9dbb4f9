package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a server says is in its ledger. Safe for use by many threads. */
final class Ledger {

  private static final int PAGE = 100;

  /**
   * A line of it.
   *
   * @param kind such as {@code grant}
   * @param asset what it is so much of, by the contract's word for it
   * @param payment the session it belongs to
   * @param source what made it
   */
  record Entry(
      long position, String kind, String asset, long amount, String payment, String source) {

    private static Entry of(JsonNode json) {
      return new Entry(
          json.path("position").asLong(),
          json.path("kind").asText(),
          json.path("asset").asText(),
          json.path("amount").asLong(),
          json.path("payment").asText(),
          json.path("source").asText());
    }
  }

  /**
   * Some lines, and where to go on.
   *
   * @param next names the place after them
   * @param more whether there are more by now
   */
  record Page(List<Entry> entries, String next, boolean more) {}

  private final Http http = new Http();

  /** An organization's account. */
  JsonNode account(URI server, Tenant tenant) throws IOException {
    return get(server, "organizations/" + tenant.slug() + "/account", tenant.key());
  }

  /** How a checkout stands, as the page asks on which its buyer lands. */
  JsonNode checkout(URI server, Tenant tenant, String session) throws IOException {
    return get(server, "organizations/" + tenant.slug() + "/checkouts/" + session, tenant.key());
  }

  /** All lines of an organization. */
  List<Entry> entries(URI server, Tenant tenant) throws IOException {
    List<Entry> all = new ArrayList<>();
    String path = "organizations/" + tenant.slug() + "/entries?limit=" + PAGE;
    JsonNode page = get(server, path, tenant.key());
    page.path("data").forEach(entry -> all.add(Entry.of(entry)));
    while (page.path("has_more").asBoolean()) {
      page = get(server, path + "&cursor=" + page.path("next_cursor").asText(), tenant.key());
      page.path("data").forEach(entry -> all.add(Entry.of(entry)));
    }
    return all;
  }

  /**
   * Lines of everybody, in the order of booking.
   *
   * @param after where the last page said to go on; empty at first
   */
  Page feed(URI server, String after, String key) throws IOException {
    String from = after.isEmpty() ? "" : "&after=" + after;
    JsonNode page = get(server, "events?limit=" + PAGE + from, key);
    List<Entry> entries = new ArrayList<>();
    page.path("data").forEach(entry -> entries.add(Entry.of(entry)));
    return new Page(entries, page.path("next").asText(), page.path("has_more").asBoolean());
  }

  private JsonNode get(URI server, String path, String key) throws IOException {
    URI url = URI.create(server + "/billet/v1/" + path);
    Answer answer = http.get(url, Map.of("Authorization", "Bearer " + key));
    if (answer.status() != 200) {
      throw new Refused(url + ": " + answer.status() + " " + answer.text(), answer.status());
    }
    return answer.json();
  }

  /** An answer that is not what was asked for. */
  static final class Refused extends IOException {

    private static final long serialVersionUID = 1;
    private final int status;

    Refused(String message, int status) {
      super(message);
      this.status = status;
    }

    /** Whether a client is told to come again. */
    boolean isTemporary() {
      return List.of(409, 429, 502, 503, 504).contains(status);
    }
  }
}
