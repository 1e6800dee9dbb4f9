package dev.billet.contract;

import static dev.billet.contract.BilletReadingTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BilletPagingTest {

  private final BilletFixture billet = new BilletFixture();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 100})
  void readsEntriesToTheEndWhileOthersAreBooked(int limit) {
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      expected.add(0, billet.ledger.grant("acme", i + 1).position());
      billet.ledger.grant("globex", 1);
    }
    List<Long> read = new ArrayList<>();
    JsonNode page = entries("?limit=" + limit);
    read.addAll(positions(page));
    while (page.path("has_more").asBoolean()) {
      billet.ledger.grant("acme", 1_000);
      page = entries("?limit=" + limit + "&cursor=" + page.path("next_cursor").asText());
      assertThat(page.path("data")).hasSizeBetween(1, limit);
      read.addAll(positions(page));
    }
    assertThat(page.path("next_cursor").isNull()).isTrue();
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void followsTheFeedWhileItGrows(int limit) {
    List<Long> expected = new ArrayList<>();
    List<Long> read = new ArrayList<>();
    String query = "?limit=" + limit;
    for (int round = 0; round < 20; round++) {
      if (round < 6) {
        expected.add(billet.ledger.grant(round % 2 == 0 ? "acme" : "globex", 1).position());
        billet.ledger.grant("initech", 1);
      }
      JsonNode page = billet.events(query, "both").json();
      read.addAll(positions(page));
      query = "?limit=" + limit + "&after=" + page.path("next").asText();
    }
    assertThat(read).isEqualTo(expected);
    JsonNode end = billet.events(query, "both").json();
    assertThat(end.path("has_more").asBoolean()).isFalse();
    assertThat(query).endsWith("&after=" + end.path("next").asText());
  }

  @Test
  void showsInTheFeedWhatTheCallerMayReadAndNothingElse() {
    billet.ledger.grant("acme", 1);
    billet.ledger.grant("globex", 2);
    billet.ledger.grant("initech", 3);
    assertThat(amounts("reader")).containsExactly(1L);
    assertThat(amounts("stranger")).containsExactly(2L);
    assertThat(amounts("both")).containsExactly(1L, 2L);
    assertThat(amounts("everywhere")).containsExactly(1L, 2L, 3L);
    assertThat(amounts("nowhere")).isEmpty();
    assertThat(code(billet.events("", "wrong"))).isEqualTo("401 unauthorized");
  }

  @Test
  void readsTwentyWhereNobodySaysHowMany() {
    for (int i = 0; i < 21; i++) {
      billet.ledger.grant("acme", 1);
    }
    assertThat(entries("").path("data")).hasSize(20);
    JsonNode feed = billet.events("", "reader").json();
    assertThat(feed.path("data")).hasSize(20);
    assertThat(feed.path("has_more").asBoolean()).isTrue();
    assertThat(feed.at("/data/0/position").asLong()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "101",
        "-1",
        "%2B5",
        "05",
        "1.0",
        "1e1",
        "ten",
        "",
        "%20",
        "4294967297",
        "18446744073709551617",
        "5&limit=5"
      })
  void refusesALimitThatIsNone(String limit) {
    for (InMemory.Answer answer :
        List.of(
            billet.read("acme", "entries?limit=" + limit, "reader"),
            billet.events("?limit=" + limit, "reader"))) {
      assertThat(code(answer)).as(limit).isEqualTo("400 invalid_request");
      assertThat(answer.json().path("errors")).hasSize(1);
      assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("limit");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "42",
        "ZW50cmllczo",
        "entries:42",
        "%F0%9F%92%A5",
        "ZW50cmllczo0Mg==",
        "ZW50cmllczo0Mg%0A",
        "ZW50cmllczo0Mh"
      })
  void refusesACursorThatNobodyGaveOut(String cursor) {
    assertRefused(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entries:-1",
        "entries:042",
        "entries:9223372036854775808",
        "entries: 42",
        "events:-1",
        "events:",
        "events:1:2",
        "others:42"
      })
  void refusesACursorThatSomebodyMadeUp(String text) {
    assertRefused(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void refusesTheCursorOfTheOtherList() {
    billet.ledger.grant("acme", 1);
    billet.ledger.grant("acme", 1);
    String cursor = entries("?limit=1").path("next_cursor").asText();
    String next = billet.events("?limit=1", "reader").json().path("next").asText();
    assertThat(code(billet.events("?after=" + cursor, "reader"))).isEqualTo("400 invalid_request");
    assertThat(code(billet.read("acme", "entries?cursor=" + next, "reader")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    InMemory.Answer answer =
        billet.read("acme", "entries?cursor=" + "x".repeat(65) + "&limit=0", "reader");
    assertThat(answer.json().path("errors").toString())
        .isEqualTo(
            "[{\"parameter\":\"limit\",\"detail\":"
                + "\"Input should be greater than or equal to 1\"},"
                + "{\"parameter\":\"cursor\",\"detail\":"
                + "\"String should have at most 64 characters\"}]");
  }

  private void assertRefused(String cursor) {
    InMemory.Answer entries = billet.read("acme", "entries?cursor=" + cursor, "reader");
    assertThat(code(entries)).as(cursor).isEqualTo("400 invalid_request");
    assertThat(entries.json().at("/errors/0/parameter").asText()).isEqualTo("cursor");
    InMemory.Answer events = billet.events("?after=" + cursor, "reader");
    assertThat(code(events)).as(cursor).isEqualTo("400 invalid_request");
    assertThat(events.json().at("/errors/0/parameter").asText()).isEqualTo("after");
  }

  private JsonNode entries(String query) {
    return billet.read("acme", "entries" + query, "reader").json();
  }

  private List<Long> amounts(String key) {
    List<Long> amounts = new ArrayList<>();
    JsonNode page = billet.events("", key).json();
    page.path("data").forEach(entry -> amounts.add(entry.path("amount").asLong()));
    return amounts;
  }

  private static List<Long> positions(JsonNode page) {
    List<Long> positions = new ArrayList<>();
    page.path("data").forEach(entry -> positions.add(entry.path("position").asLong()));
    return positions;
  }
}
