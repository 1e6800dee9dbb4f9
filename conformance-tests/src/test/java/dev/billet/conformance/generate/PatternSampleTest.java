package dev.billet.conformance.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that match a regular expression. */
final class PatternSampleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^cs_[A-Za-z0-9_]+$",
        "^[a-z]{3}$",
        "^[\\x20-\\x7E]+$",
        "^(?:GB|DE)\\d{2,4}-(a|b)?$",
        "^[^/]{1,3}\\.json$",
        "^<[^<>]+>; rel=\"payment\"$",
        "^[Hh][Tt][Tt][Pp][Ss]?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?::[1-9][0-9]{0,3})?$",
        "^[23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{22}$"
      })
  void matchTheirPattern(String pattern) {
    assertThat(PatternSample.of(pattern))
        .matches(it -> Pattern.compile(pattern).matcher(it).find());
  }
}
