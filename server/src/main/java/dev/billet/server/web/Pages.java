package dev.billet.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.jetty.server.Request;

/** Makes our own pages. Links are relative, so that they hold behind any proxy. */
final class Pages {

  /** Where a buyer lands after paying, where nobody named another page. */
  static final String SUCCESS = "/return/success";

  /** Where a buyer lands after turning back, where nobody named another page. */
  static final String CANCEL = "/return/cancel";

  private static final String CLOSED =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  // The reference sets styles on its elements and draws icons from data URLs.
  private static final String REFERENCE =
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private final SiteContent content;
  private final Map<String, Page> pages = new HashMap<>();

  private Pages(SiteContent content) {
    this.content = content;
  }

  static Site site(SiteContent content) {
    Pages pages = new Pages(content);
    pages.landing();
    pages.returns();
    pages.assets();
    content.contracts().forEach(pages::contract);
    return new Site(pages.pages);
  }

  private void landing() {
    String rows = content.contracts().stream().map(this::row).collect(Collectors.joining("\n"));
    Answer page =
        html(
            "landing.html",
            Map.of(
                "banner", banner(),
                "contracts", rows,
                "demo-key", demoKeyHint("Try it with the key"),
                "version", Html.escape(content.version())),
            CLOSED);
    pages.put("/", request -> page);
  }

  private String row(ServedContract served) {
    String name = Html.escape(served.contract().name());
    String operations =
        served.operations().stream()
            .map(
                operation ->
                    "<code><b>"
                        + operation.method()
                        + "</b> "
                        + Html.escape(operation.path())
                        + "</code>")
            .collect(Collectors.joining("<br>"));
    return """
        <article>
          <h2>%s</h2>
          <p>%s</p>
          <p class="operation">%s</p>
          <p class="links"><a class="button" href="reference/%s">Reference, try it</a>
            <a href="openapi/%s.yaml">OpenAPI document</a></p>
        </article>"""
        .formatted(name, Html.escape(served.sells()), operations, name, name);
  }

  private void contract(ServedContract served) {
    String name = served.contract().name();
    JsonNode document = served.contract().document();
    Answer yaml =
        Answer.of(200, "application/yaml", PublishedDocument.yaml(document, content.publicUrl()))
            .with("Cache-Control", Asset.ASK_AGAIN)
            // The document is public; tools that run in a browser read it from other origins.
            .with("Access-Control-Allow-Origin", "*");
    pages.put("/openapi/" + name + ".yaml", request -> yaml);
    Answer page =
        html(
            "reference.html",
            Map.of(
                "banner", banner(),
                "name", Html.escape(name),
                "public-url", Html.escape(content.publicUrl().toString()),
                "schemes", Html.escape(schemes(document)),
                "demo-key", Html.escape(content.demoKey().orElse("")),
                "demo-key-hint", demoKeyHint("Filled in for you: the key"),
                "swagger-ui", Html.escape(content.swaggerUiVersion())),
            REFERENCE);
    pages.put("/reference/" + name, request -> page);
  }

  private static String schemes(JsonNode document) {
    Iterable<Map.Entry<String, JsonNode>> schemes =
        document.path("components").path("securitySchemes").properties();
    return StreamSupport.stream(schemes.spliterator(), false)
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(" "));
  }

  private void returns() {
    pages.put(
        SUCCESS,
        request ->
            returned(
                "Thank you",
                "The payment page is done. You can close this window.",
                sessionId(request)
                    .map(id -> "<p>Checkout session <code>" + Html.escape(id) + "</code></p>")
                    .orElse("")));
    pages.put(
        CANCEL,
        request ->
            returned(
                "Nothing was bought",
                "You left the payment page before paying, and you were not charged.",
                ""));
  }

  private Answer returned(String title, String text, String more) {
    return html(
            "returned.html",
            Map.of("banner", banner(), "title", title, "text", text, "more", more),
            CLOSED)
        .with("Cache-Control", "no-store");
  }

  private static Optional<String> sessionId(Request request) {
    String query = request.getHttpURI().getQuery();
    if (query == null) {
      return Optional.empty();
    }
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("session_id=")) {
        return decoded(parameter.substring("session_id=".length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> decoded(String value) {
    try {
      String text = URLDecoder.decode(value, StandardCharsets.UTF_8);
      // Shown as far as it may be one: this page says nothing that a link's author made up.
      return text.matches("cs_[A-Za-z0-9_]{1,250}") ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void assets() {
    pages.put("/assets/billet.css", new Asset("billet.css", CSS, Asset.ASK_AGAIN));
    pages.put("/assets/reference.js", new Asset("reference.js", JAVASCRIPT, Asset.ASK_AGAIN));
    pages.put("/assets/icon.svg", new Asset("icon.svg", "image/svg+xml", Asset.ASK_AGAIN));
    String version = content.swaggerUiVersion();
    Map.of("swagger-ui.css", CSS, "swagger-ui-bundle.js", JAVASCRIPT)
        .forEach(
            (file, type) ->
                pages.put(
                    "/assets/swagger-ui/" + version + "/" + file,
                    new Asset(
                        "/META-INF/resources/webjars/swagger-ui/" + version + "/" + file,
                        type,
                        Asset.FOREVER)));
  }

  private String banner() {
    return content.sandbox()
        ? "<p class=\"banner\" role=\"note\"><b>Sandbox.</b> No real payments: a Stripe of our own"
            + " answers, and no card is ever charged.</p>"
        : "";
  }

  private String demoKeyHint(String words) {
    return content
        .demoKey()
        .map(key -> "<p class=\"hint\">" + words + " <code>" + Html.escape(key) + "</code>.</p>")
        .orElse("");
  }

  private static Answer html(String template, Map<String, String> places, String policy) {
    return Answer.of(200, Answer.HTML, Html.fill(template, places))
        .with("Content-Security-Policy", policy)
        .with("Cache-Control", Asset.ASK_AGAIN)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff");
  }
}
