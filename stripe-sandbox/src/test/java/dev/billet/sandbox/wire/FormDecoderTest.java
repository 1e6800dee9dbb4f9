package dev.billet.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe's form encoding. */
final class FormDecoderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a=1&b=2 | {"a":"1","b":"2"}
          a=1&a=2 | {"a":"2"}
          a[b][0][c]=1 | {"a":{"b":{"0":{"c":"1"}}}}
          a[]=1&a[]=2 | {"a":{"0":"1","1":"2"}}
          a[][b]=1&a[][c]=2&a[][b]=3 | {"a":{"0":{"b":"1","c":"2"},"1":{"b":"3"}}}
          a%5Bb%5D=%C3%A9+x%2B | {"a":{"b":"é x+"}}
          a | {"a":""}
          &&a=1& | {"a":"1"}
          a==b | {"a":"=b"}
          """)
  void decodes(String form, String json) {
    assertThat(FormDecoder.decode(form)).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=%", "a=%4", "a=%gg", "a=%ff", "=1", "[a]=1", "a[b=1", "a[b]c=1", "a=1&a[b]=2"})
  void refuses(String form) {
    assertThatThrownBy(() -> FormDecoder.decode(form))
        .isInstanceOf(ApiError.class)
        .returns(400, error -> ((ApiError) error).status());
  }

  @Test
  void boundsHowMuchItReads() {
    assertThatThrownBy(() -> FormDecoder.decode("a=1&".repeat(5_001)))
        .hasMessageContaining("Too many parameters");
    assertThatThrownBy(() -> FormDecoder.decode("a" + "[b]".repeat(12) + "=1"))
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void leavesAPlusInAPathAlone() {
    assertThat(FormDecoder.percentDecode("a+b%20c", false)).isEqualTo("a+b c");
  }
}
