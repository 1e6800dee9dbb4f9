package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {

  @Test
  void doesNotCareHowTheSameIsWritten() throws Exception {
    assertThat(hash("{\"a\":1,\"b\":[true,null]}"))
        .isEqualTo(hash("{ \"b\" : [true, null], \"a\" : 1.0 }"))
        .isEqualTo(hash("{\"\\u0061\":1e0,\"b\":[true,null]}"));
  }

  @Test
  void tellsApartWhatIsNotTheSame() throws Exception {
    assertThat(
            new String[] {
              hash("{\"a\":1}"),
              hash("{\"a\":\"1\"}"),
              hash("{\"a\":null}"),
              hash("{}"),
              hash("{\"a\":[1,2]}"),
              hash("{\"a\":[2,1]}"),
              hash("{\"a\":[[1],2]}"),
              hash("{\"a\":[[1,2]]}")
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void isNotDrawnOutByAnExponent() throws Exception {
    assertThat(hash("{\"a\":1e-999999999}")).isNotEqualTo(hash("{\"a\":0}"));
  }

  private static String hash(String json) throws Exception {
    return CanonicalJson.hash(
        StrictJson.refusingDuplicates().parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
