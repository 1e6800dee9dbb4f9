package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {

  private static final StrictJson JSON = StrictJson.refusingDuplicates();

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void readsEveryUnicodeEncodingWithAndWithoutAMark(String encoding) throws Exception {
    Charset charset = Charset.forName(encoding);
    for (String text : new String[] {"{\"a\":\"ä\"}", "\uFEFF{\"a\":\"ä\"}"}) {
      assertThat(JSON.parse(text.getBytes(charset)).path("a").asText()).isEqualTo("ä");
    }
  }

  @Test
  void readsASingleDigit() throws Exception {
    assertThat(JSON.parse(new byte[] {'1'}).intValue()).isEqualTo(1);
  }

  @Test
  void keepsNumbersExactly() throws Exception {
    assertThat(JSON.parse(bytes("[0.1,1.0,12345678901234567890]")).toString())
        .isEqualTo("[0.1,1.0,12345678901234567890]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "[1e999999999]", "{\"a\":1,\"a\":2}", "{} 1"})
  void refusesWhatIsNotOneExactValue(String text) {
    assertThatThrownBy(() -> JSON.parse(bytes(text))).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void letsTheLastDuplicateWinWherePythonDoes() throws Exception {
    assertThat(
            StrictJson.lastDuplicateWins().parse(bytes("{\"a\":1,\"a\":2}")).path("a").intValue())
        .isEqualTo(2);
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThatThrownBy(() -> JSON.parse(new byte[] {'"', (byte) 0xC3, '"'}))
        .isInstanceOf(UnreadableJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "{\"\\udc00\":1}", "[[\"a\\ud800b\"]]"})
  void refusesHalfASurrogatePair(String text) {
    assertThatThrownBy(() -> JSON.parse(bytes(text))).isInstanceOf(UnreadableJsonException.class);
  }

  @Test
  void refusesAbsurdNesting() {
    assertThatThrownBy(() -> JSON.parse(bytes("[".repeat(30_000))))
        .isInstanceOf(UnreadableJsonException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
