package dev.billet.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gate lets through, and what not, by a small document that is changed in one place. */
class ReleaseGateTest {

  private static final String RELEASED = resource("/shop-0.1.0.yaml");

  static Stream<Arguments> breaking() {
    return Stream.of(
        change("an operation goes", "  /shop/hours:\n    get:", "  /shop/hours:\n    x-get:"),
        change("an operation is named otherwise", "operationId: buy", "operationId: purchase"),
        change("the base path moves", "x-billet-base-path: ''", "x-billet-base-path: /v2"),
        change(
            "errors are answered elsewhere", "x-billet-prefix: /shop", "x-billet-prefix: /store"),
        change("a member is demanded", "required: [url]", "required: [url, quantity]"),
        change("a body is demanded", "required: false # body", "required: true"),
        change("a parameter is demanded", "required: false # key", "required: true"),
        change(
            "a parameter goes",
            "        - name: Idempotency-Key\n          in: header",
            "        - name: Other-Key\n          in: header"),
        change("a member of a request goes", "        colour:\n", "        color:\n"),
        change(
            "a text gets a bound",
            "          type: string # note",
            "          type: string\n          maxLength: 10"),
        change("a text gets a smaller bound", "maxLength: 2048", "maxLength: 2047"),
        change("a text gets a longer minimum", "minLength: 1 # url", "minLength: 2"),
        change("a pattern changes", "pattern: '^https?://.+$'", "pattern: '^https://.+$'"),
        change(
            "a text gets a pattern",
            "          type: string # note",
            "          type: string\n          pattern: '^a'"),
        change("a number gets a smaller maximum", "maximum: 10", "maximum: 9"),
        change("a number gets a greater minimum", "minimum: 1 # quantity", "minimum: 2"),
        change(
            "a list gets a bound",
            "          type: array # tags",
            "          type: array\n          maxItems: 3"),
        change("a choice to send gets smaller", "enum: [red, blue]", "enum: [red]"),
        change(
            "a member may no longer be null", "type: [string, 'null'] # voucher", "type: string"),
        change("a type is swapped", "type: integer # quantity", "type: string # quantity"),
        change("a request is closed", "additionalProperties: true", "additionalProperties: false"),
        change("what is left out means something else", "default: 1", "default: 2"),
        change(
            "a media type is no longer taken", "application/json: # request", "application/xml:"),
        change("a credential is demanded", "  - {} # or nobody", "  - apiKey: []"),
        change("a credential is no longer taken", "  - bearer: []\n", ""),
        change("a status goes", "        '404':\n", "        '410':\n"),
        change(
            "another success comes",
            "        '404':\n",
            "        '202':\n          $ref: '#/components/responses/Sold'\n        '404':\n"),
        change("a header goes", "            Link:\n", "            X-Link:\n"),
        change("a header is no longer certain", "required: true # link", "required: false"),
        change("a member of an answer goes", "        page:\n", "        seite:\n"),
        change(
            "a member of an answer is no longer certain",
            "required: [page, state, total]",
            "required: [state, total]"),
        change(
            "a member of an answer may be null", "type: string # page", "type: [string, 'null']"),
        change(
            "an answer gets a member that its schema forbade",
            "        page:\n",
            "        more:\n          type: string\n        page:\n"),
        change("a choice to receive gets larger", "enum: [open, paid]", "enum: [open, paid, void]"),
        change("a number to receive gets larger", "maximum: 100", "maximum: 1000"),
        change("an answer changes its media type", "application/problem+json", "application/json"));
  }

  static Stream<Arguments> compatible() {
    return Stream.of(
        change("nothing", "maximum: 10", "maximum: 10"),
        change("words", "description: What to buy.", "description: What is bought."),
        change("a decision", "x-billet-pattern-means: a URL", "x-billet-pattern-means: an address"),
        change(
            "an operation more",
            "paths:\n",
            """
            paths:
              /shop/new:
                post:
                  operationId: anew
                  parameters:
                    - {name: q, in: query, required: true, schema: {type: string}}
                  responses:
                    '200':
                      description: Anew
            """),
        change(
            "a member more to send",
            "        colour:\n",
            """
                    size:
                      type: object
                      required: [width]
                      properties:
                        width:
                          type: integer
                    colour:
            """),
        change("a member less demanded", "required: [url]", "required: []"),
        change("a larger bound", "maxLength: 2048", "maxLength: 4096"),
        change("no bound", "          maxLength: 2048\n", ""),
        change("a smaller minimum", "minimum: 1 # quantity", "minimum: 0"),
        change("a choice more to send", "enum: [red, blue]", "enum: [red, blue, green]"),
        change("a member that may be null", "type: string # note", "type: [string, 'null']"),
        change(
            "an error more",
            "        '404':\n",
            "        '409':\n          $ref: '#/components/responses/NotFound'\n        '404':\n"),
        change(
            "a member more in an open answer",
            "        detail:\n",
            "        code:\n          type: string\n        detail:\n"),
        change(
            "a header more",
            "            Link:\n",
            "            X-More:\n              schema: {type: string}\n            Link:\n"),
        change("a choice less to receive", "enum: [open, paid]", "enum: [paid]"),
        change("a schema under another name", "Wish", "Request"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void refusesABreakingChangeThatSaysNothing(String what, String text, String instead) {
    String current = changed(text, instead);

    assertThat(ReleaseGate.objections("shop", RELEASED, current, "")).hasSizeGreaterThan(1);
    assertThat(ReleaseGate.objections("shop", RELEASED, current, ""))
        .last()
        .asString()
        .contains("0.2.0", "- `shop` 0.2.0: ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void letsABreakingChangePassWithAVersionAndALine(String what, String text, String instead) {
    assertThat(
            ReleaseGate.objections(
                "shop",
                RELEASED,
                bumped(changed(text, instead), "0.2.0"),
                "# Changes\n\n- `shop` 0.2.0: buy otherwise.\n"))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void needsNoOtherToolToSeeIt(String what, String text, String instead) {
    assertThat(BreakingChanges.seenHere(RELEASED, changed(text, instead))).isNotEmpty();
  }

  @Test
  void tellsWhatIsGoneOnceAndNotByItsParts() {
    assertThat(BreakingChanges.seenHere(RELEASED, changed("        page:\n", "        seite:\n")))
        .containsExactly(
            "POST /shop/{org}/checkout: 200 application/json.page: gone",
            "POST /shop/{org}/checkout: 200 application/json.seite: a member that the released"
                + " schema does not let through");
  }

  @Test
  void whoeverIsAskedForNoCredentialMayStillSendOne() {
    String asking = changed("  - {} # or nobody\n", "");
    String open = asking.replace("security:\n  - bearer: []", "security: []");

    assertThat(BreakingChanges.seenHere(asking, open)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compatible")
  void letsACompatibleChangePass(String what, String text, String instead) {
    assertThat(ReleaseGate.objections("shop", RELEASED, changed(text, instead), "")).isEmpty();
  }

  @Test
  void refusesAVersionWithoutALine() {
    assertThat(
            ReleaseGate.objections(
                "shop", RELEASED, bumped(RELEASED, "0.2.0"), "- `shops` 0.2.0: x"))
        .singleElement()
        .asString()
        .contains("CHANGELOG.md");
  }

  @Test
  void refusesALineThatSaysNothing() {
    assertThat(
            ReleaseGate.objections(
                "shop", RELEASED, bumped(RELEASED, "0.2.0"), "- `shop` 0.2.0: \n"))
        .hasSize(1);
  }

  @Test
  void refusesABreakingChangeThatCallsItselfAPatch() {
    assertThat(
            ReleaseGate.objections(
                "shop",
                RELEASED,
                bumped(changed("maximum: 10", "maximum: 9"), "0.1.1"),
                "- `shop` 0.1.1: less.\n"))
        .isNotEmpty();
  }

  @Test
  void demandsAMajorVersionOnceThereIsOne() {
    String released = bumped(RELEASED, "1.4.0");
    String current = changed("maximum: 10", "maximum: 9");
    String changelog = "- `shop` 1.5.0: less.\n- `shop` 2.0.0: less.\n";

    assertThat(ReleaseGate.objections("shop", released, bumped(current, "1.5.0"), changelog))
        .isNotEmpty();
    assertThat(ReleaseGate.objections("shop", released, bumped(current, "2.0.0"), changelog))
        .isEmpty();
  }

  @Test
  void refusesAVersionThatGoesBack() {
    assertThat(ReleaseGate.objections("shop", bumped(RELEASED, "0.2.0"), RELEASED, ""))
        .contains("shop goes back from 0.2.0 to 0.1.0");
  }

  @Test
  void ofASchemaThatHoldsItselfComparesTheFirstLevel() {
    String released = changed("type: string # note", "$ref: '#/components/schemas/Wish'");

    assertThat(ReleaseGate.objections("shop", released, released, "")).isEmpty();
  }

  private static Arguments change(String what, String text, String instead) {
    return Arguments.of(what, text, instead);
  }

  private static String changed(String text, String instead) {
    assertThat(RELEASED).contains(text);
    return RELEASED.replace(text, instead);
  }

  private static String bumped(String document, String version) {
    return document.replace("x-billet-version: 0.1.0", "x-billet-version: " + version);
  }

  private static String resource(String name) {
    try (InputStream in = ReleaseGateTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
