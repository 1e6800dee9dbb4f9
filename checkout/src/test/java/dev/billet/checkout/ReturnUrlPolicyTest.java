package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReturnUrlPolicyTest {

  private static final ReturnUrlPolicy ANY = new ReturnUrlPolicy(List.of("*"));
  private static final ReturnUrlPolicy LISTED =
      new ReturnUrlPolicy(
          List.of("https://app.example.com", "http://intranet:8080", "https://[2001:db8::1]"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://anywhere.example/ok?session={CHECKOUT_SESSION_ID}",
        "HTTPS://ANYWHERE.example",
        "http://localhost:3000/dashboard?success=true",
        "http://127.0.0.1/",
        "http://[::1]:9/x",
        "http://shop.localhost/"
      })
  void theStarAllowsEveryOriginThatIsSafe(String url) {
    assertThat(ANY.allows(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://anywhere.example/",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "https://user@anywhere.example/",
        "https://anywhere.example\\@evil.example/",
        "javascript://x/",
        "//anywhere.example/",
        "https:anywhere.example",
        "",
        "https://"
      })
  void theStarDoesNotAllowWhatIsNot(String url) {
    assertThat(ANY.allows(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://app.example.com:443/x",
        "https://APP.example.com/x?y#z",
        "http://intranet:8080/x",
        "https://[2001:DB8::1]/x"
      })
  void aListedOriginIsAllowed(String url) {
    assertThat(LISTED.allows(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com.evil.example/",
        "https://app.example.com:8443/",
        "http://app.example.com/",
        "http://intranet/",
        "https://intranet:8080/",
        "https://evil.example/https://app.example.com",
        "https://evil.example?https://app.example.com",
        "https://evil.example\\.app.example.com",
        "http://localhost/"
      })
  void anyOtherOriginIsNot(String url) {
    assertThat(LISTED.allows(url)).isFalse();
  }

  @Test
  void refusesAnEntryThatIsNoOrigin() {
    for (String entry :
        List.of("app.example.com", "https://a.example/path", "ftp://a.example", "")) {
      assertThatThrownBy(() -> new ReturnUrlPolicy(List.of(entry)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + entry + "'");
    }
  }
}
