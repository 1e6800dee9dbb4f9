package dev.billet.client.typescript;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.billet.clients.Jar;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client in a real browser: the module as it is published, without a bundler. */
@ExtendWith({Jar.class, Installed.Extension.class})
final class BrowserTest {

  @Test
  void aPurchaseIsMadePaidAndFoundAgainOnThePageWhereTheBuyerLands(Installed client, URI server)
      throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium is installed; -Dbillet.chromium can name one");
    try (Shop shop = new Shop(client, server);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
      Page page = browser.newPage();
      List<String> errors = new ArrayList<>();
      page.onPageError(errors::add);
      page.navigate(shop.url() + "/");
      page.getByRole(AriaRole.BUTTON, named("Buy too many")).click();
      assertThat(page.locator("#status")).hasText("DreadnodeError 422: validation_error");

      page.getByRole(AriaRole.BUTTON, named("Buy two bundles")).click();

      assertThat(page).hasURL(Pattern.compile(".*/c/pay/cs_test_.*"));
      page.locator("input[name='email']").fill("buyer@example.com");
      page.locator("input[name='cardNumber']").fill("4242424242424242");
      page.locator("input[name='cardExpiry']").fill("12 / 34");
      page.locator("input[name='cardCvc']").fill("123");
      page.getByRole(AriaRole.BUTTON, named("Pay")).first().click();

      assertThat(page).hasURL(Pattern.compile(".*/thanks\\?session=cs_test_.*"));
      assertThat(page.locator("#status")).hasText("fulfilled: 50000 credits");
      assertThat(errors).isEmpty();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Optional<Path> chromium() {
    return Stream.of(
            System.getProperty("billet.chromium", ""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
