package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds every answer against the contract's document and against what no answer may break: it names
 * its request, tells no secret and nothing of the server's insides, and where it is a 200, Stripe
 * holds the session that was asked for. Safe for use by many threads.
 */
public final class AnswerChecker {

  private static final Pattern INSIDES =
      Pattern.compile(
          "\\b(?:java|javax|jakarta|com|org|dev)\\.[a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+"
              + "|\\w+(?:Exception|Error): "
              + "|\\n\\s*at \\S+\\("
              + "|\\.java:[0-9]+");
  private static final Pattern SECRETS =
      Pattern.compile("\\b(?:sk|rk)_(?:test|live)_\\w+|\\bwhsec_\\w+|\\b(?:csb|csu|cpk)_\\w{32}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final Coverage coverage;
  private final KnownDeviations deviations;
  private final Map<String, String> customers = new ConcurrentHashMap<>();

  /**
   * A checker.
   *
   * @param coverage is told of every answer
   * @param deviations what answers may break, until they no longer do
   */
  public AnswerChecker(Coverage coverage, KnownDeviations deviations) {
    this.coverage = coverage;
    this.deviations = deviations;
  }

  /** A checker for another server, whose customers are other ones. */
  AnswerChecker forAnotherServer() {
    return new AnswerChecker(coverage, deviations);
  }

  void check(Call call, Answer answer) {
    String contract = call.contract().key();
    List<String> wrong = new ArrayList<>();
    call.contract().violations(call.method(), call.path(), answer).stream()
        .filter(violation -> !deviations.excuses(contract, violation.subject()))
        .map(Violation::sentence)
        .forEach(wrong::add);
    if (answer.headers("X-Request-Id").stream().filter(REQUEST_ID.asMatchPredicate()).count()
        != 1) {
      wrong.add("there is no X-Request-Id");
    }
    wrong.addAll(leaks(answer));
    if (wrong.isEmpty() && answer.status() == 200 && call.contract().sells()) {
      wrong.addAll(linkMismatch(answer));
      call.target().sandbox().ifPresent(stripe -> wrong.addAll(mismatches(call, answer, stripe)));
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          call + " was answered " + answer + ", in which: " + String.join("; ", wrong));
    }
    coverage.saw(contract, answer.status());
  }

  private static List<String> leaks(Answer answer) {
    String everything = answer.headers() + "\n" + answer.text();
    List<String> wrong = new ArrayList<>();
    if (INSIDES.matcher(everything).find()) {
      wrong.add("it tells of the server's insides");
    }
    if (SECRETS.matcher(everything).find()) {
      wrong.add("it tells a secret");
    }
    return wrong;
  }

  private static List<String> linkMismatch(Answer answer) {
    String url = answer.checkoutUrl();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : answer.json().properties()) {
      String value = member.getValue().asText();
      if (value.contains("://") && !value.equals(url)) {
        wrong.add(member.getKey() + " is another page than the Link header's");
      }
      if (value.startsWith("cs_") && !value.equals(answer.sessionId())) {
        wrong.add(member.getKey() + " is another session than the Link header's");
      }
    }
    return wrong;
  }

  private List<String> mismatches(Call call, Answer answer, StripeSessions stripe) {
    JsonNode session = stripe.retrieve(answer.sessionId());
    List<String> wrong = new ArrayList<>();
    expect(wrong, session, "/url", answer.checkoutUrl());
    expect(wrong, session, "/status", "open");
    expect(wrong, session, "/metadata/billet_contract", call.contract().key());
    for (String name : List.of("success_url", "successURL")) {
      call.field(name).ifPresent(url -> expect(wrong, session, "/success_url", url));
    }
    for (String name : List.of("cancel_url", "cancelURL")) {
      call.field(name).ifPresent(url -> expect(wrong, session, "/cancel_url", url));
    }
    String organization = session.at("/metadata/billet_organization").asText();
    expect(wrong, session, "/client_reference_id", organization);
    String customer = session.path("customer").asText();
    if (organization.isEmpty() || !customer.startsWith("cus_")) {
      wrong.add("Stripe's session names no organization or no customer: " + session);
    } else {
      String known = customers.putIfAbsent(organization, customer);
      expect(wrong, session, "/customer", known == null ? customer : known);
    }
    return wrong;
  }

  private static void expect(List<String> wrong, JsonNode session, String at, String expected) {
    String actual = session.at(at).asText();
    if (!actual.equals(expected)) {
      wrong.add("Stripe's session has " + at + " " + actual + " instead of " + expected);
    }
  }
}
