package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonDiagnosisTest {

  // What Python's json.loads says of these texts.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {|1|Expecting property name enclosed in double quotes
          {"a"|4|Expecting ':' delimiter
          {"a":|5|Expecting value
          {"a":1|6|Expecting ',' delimiter
          {"a":1 "b":2}|7|Expecting ',' delimiter
          {a:1}|1|Expecting property name enclosed in double quotes
          {'a':1}|1|Expecting property name enclosed in double quotes
          [|1|Expecting value
          [1 2]|3|Expecting ',' delimiter
          "abc|0|Unterminated string starting at
          "\\q"|1|Invalid \\escape
          "\\u12"|2|Invalid \\uXXXX escape
          "\\u12G4"|2|Invalid \\uXXXX escape
          "\\|0|Unterminated string starting at
          truex|4|Extra data
          01|1|Extra data
          1.|1|Extra data
          -|0|Expecting value
          .5|0|Expecting value
          1e|1|Extra data
          {"a":1}x|7|Extra data
          {"plan_id":}|11|Expecting value
          {"plan_id" "pro"}|11|Expecting ':' delimiter
          {"a":[1,{"b":]}]}|13|Expecting value
          {,}|1|Expecting property name enclosed in double quotes
          [,]|1|Expecting value
          {"a": tru}|6|Expecting value
          undefined|0|Expecting value
          "\\ud83d"x|8|Extra data
          {"ä":"é" x}|9|Expecting ',' delimiter
          [[[[1]]]|8|Expecting ',' delimiter
          {"a":1]|6|Expecting ',' delimiter
          {"a":"b}|5|Unterminated string starting at
          [1,]|2|Illegal trailing comma before end of array
          {"a":1,}|6|Illegal trailing comma before end of object
          NaN|0|Expecting value
          {"a":-Infinity}|5|Expecting value
          """)
  void saysWhatPythonSays(String text, int offset, String error) {
    assertThatThrownBy(
            () -> StrictJson.lastDuplicateWins().parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            e -> {
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e.error()).isEqualTo(error);
            });
  }
}
