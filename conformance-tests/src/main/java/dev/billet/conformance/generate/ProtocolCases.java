package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be wrong with a request besides its values: method, path, media type, JSON, size. */
final class ProtocolCases {

  // More than any contract here takes, and little enough for a server to read before it answers.
  private static final int LARGE = 300_000;

  private final ApiDocument document;
  private final Operation operation;
  private final Draft draft;
  private final Request request;

  private ProtocolCases(ApiDocument document, Draft draft) {
    this.document = document;
    this.operation = draft.operation();
    this.draft = draft;
    this.request = draft.request();
  }

  static List<TestCase> of(ApiDocument document, Draft draft) {
    ProtocolCases cases = new ProtocolCases(document, draft);
    List<TestCase> all = new ArrayList<>(cases.paths());
    all.addAll(cases.methods());
    if (draft.body() != null && draft.operation().body().filter(it -> it.json()).isPresent()) {
      all.addAll(cases.mediaTypes());
      all.addAll(cases.malformed(draft.body()));
    }
    if (draft.body() != null) {
      all.add(cases.oversize(draft.body()));
    }
    return all;
  }

  private List<TestCase> paths() {
    String path = request.path().replaceFirst("\\?.*", "");
    int last = path.lastIndexOf('/');
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("a slash at the end", path + "/");
    wrong.put("an empty segment", path.substring(0, last) + "/" + path.substring(last));
    wrong.put("a letter more", path + "s");
    wrong.put("a segment more", path + "/billet-unknown");
    wrong.put("an encoded slash", path + "%2Fmore");
    wrong.put(
        "in capital letters",
        path.substring(0, last) + path.substring(last).toUpperCase(Locale.ROOT));
    List<TestCase> cases = new ArrayList<>();
    wrong.forEach(
        (title, other) -> {
          boolean known = document.operations().stream().anyMatch(it -> it.matches(other));
          if (!known) {
            cases.add(
                TestCase.of(
                    operation,
                    Group.PATH,
                    title,
                    request.withPath(other),
                    Refusals.path(document)));
          }
        });
    return cases;
  }

  private List<TestCase> methods() {
    String path = request.path();
    Set<String> served =
        document.candidates("", path).stream().map(Operation::method).collect(Collectors.toSet());
    List<TestCase> cases = new ArrayList<>();
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      if (!served.contains(method)) {
        Request other = request.withMethod(method);
        cases.add(
            TestCase.of(operation, Group.METHOD, method, other, Refusals.method(document, path))
                .further(reply -> allows(reply, served)));
      }
    }
    return cases;
  }

  // RFC 9110, section 15.5.6: a 405 lists what is allowed.
  private static List<String> allows(Reply reply, Set<String> served) {
    Set<String> allowed = new TreeSet<>();
    reply.headers("Allow").forEach(it -> allowed.addAll(List.of(it.strip().split("\\s*,\\s*"))));
    boolean needed = reply.status() == 405 || !allowed.isEmpty();
    return needed && !allowed.containsAll(served)
        ? List.of("Allow lists " + allowed + " and not " + served)
        : List.of();
  }

  private List<TestCase> mediaTypes() {
    List<TestCase> cases = new ArrayList<>();
    for (String type : List.of("application/json;charset=utf-8", "Application/JSON")) {
      cases.add(mediaType(type, request.withHeader("Content-Type", type), Expectation.ACCEPTED));
    }
    cases.add(
        mediaType(
            "application/vnd.billet+json",
            request.withHeader("Content-Type", "application/vnd.billet+json"),
            Expectation.DOCUMENTED));
    Expectation refused = Refusals.mediaType(operation);
    for (String type :
        List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "json")) {
      cases.add(mediaType(type, request.withHeader("Content-Type", type), refused));
    }
    cases.add(mediaType("none", request.withoutHeader("Content-Type"), refused));
    return cases;
  }

  private TestCase mediaType(String title, Request changed, Expectation expectation) {
    return TestCase.of(operation, Group.MEDIA_TYPE, title, changed, expectation);
  }

  private List<TestCase> malformed(JsonNode body) {
    String text = body.toString();
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("cut off", text.substring(0, text.length() - 1));
    wrong.put("a bracket more", text + "}");
    wrong.put("a value more", text + " {}");
    wrong.put("a comma before the end", text.replaceFirst("}$", ",}"));
    wrong.put("single quotes", text.replace('"', '\''));
    wrong.put("a comment", text.replaceFirst("\\{", "{/* all */"));
    wrong.put("NaN", "{\"a\":NaN}");
    wrong.put("nothing but white space", "  \n");
    wrong.put("no JSON at all", "plan=pro&quantity=1");
    wrong.put("very deep", "[".repeat(20_000) + "]".repeat(20_000));
    List<TestCase> cases = new ArrayList<>();
    Expectation refused = Refusals.body(operation);
    wrong.forEach((title, it) -> cases.add(malformed(title, request.withBody(it), refused)));
    byte[] bytes = text.replaceFirst("\\{", "{\"\u00ff\":1,").getBytes(StandardCharsets.ISO_8859_1);
    cases.add(malformed("not UTF-8", request.withBody(bytes), refused));
    if (body.isObject() && !body.isEmpty()) {
      String name = body.fieldNames().next();
      String twice = text.replaceFirst("\\{", "{\"" + name + "\":null,");
      cases.add(malformed("a member twice", request.withBody(twice), Expectation.DOCUMENTED));
    }
    return cases;
  }

  private TestCase malformed(String title, Request changed, Expectation expectation) {
    return TestCase.of(operation, Group.MALFORMED, title, changed, expectation);
  }

  private TestCase oversize(JsonNode body) {
    boolean bounded = operation.documents(413);
    return malformed(
        "larger than 300,000 bytes",
        draft.request().withBody(body + " ".repeat(LARGE)),
        bounded ? Refusals.tooLarge(operation) : Expectation.DOCUMENTED);
  }
}
