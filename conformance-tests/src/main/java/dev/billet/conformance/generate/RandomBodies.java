package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.RequestBody;
import dev.billet.conformance.document.SchemaCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Random bodies of an operation, from a seed: right in every way, or with exactly one violation;
 * and a way to make a body that shows a fault as small as it can be. Not for use by several
 * threads.
 */
public final class RandomBodies {

  private static final int MOST_STEPS = 200;

  private final Operation operation;
  private final Draft draft;
  private final Optional<SchemaCheck> check;
  private final List<Place> places;
  private final Random random;

  RandomBodies(Draft draft, long seed) {
    this.operation = draft.operation();
    this.draft = draft;
    Optional<RequestBody> body = operation.body().filter(RequestBody::json);
    this.check = draft.body() == null ? Optional.empty() : body.flatMap(RequestBody::check);
    this.places = body.map(it -> Place.of(it.schema())).orElse(List.of());
    this.random = new Random(seed ^ operation.id().hashCode());
  }

  /** As many cases as are asked for, every other with a violation; none without a JSON body. */
  public List<TestCase> cases(int count) {
    List<TestCase> cases = new ArrayList<>();
    for (int index = 0; check.isPresent() && index < count; index++) {
      JsonNode right = right();
      JsonNode body = index % 2 == 0 ? right : wrong(right);
      cases.add(of("no. " + (index + 1), body, random.nextInt(8) == 0));
    }
    return cases;
  }

  /**
   * The smallest body that still shows a fault, found by leaving members out, putting back what the
   * document gives and cutting texts in half.
   *
   * @param broken whether a case still shows it; asked two hundred times at most
   */
  public TestCase shrunk(TestCase found, Predicate<TestCase> broken) {
    JsonNode body = parse(found);
    TestCase smallest = found;
    int steps = 0;
    boolean smaller = true;
    while (smaller && steps < MOST_STEPS) {
      smaller = false;
      for (JsonNode step : simpler(body)) {
        TestCase candidate = of(found.title() + ", made smaller", step, false);
        boolean same = candidate.expectation().kind() == found.expectation().kind();
        if (same && steps++ < MOST_STEPS && broken.test(candidate)) {
          body = step;
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private TestCase of(String title, JsonNode body, boolean keyed) {
    SchemaCheck schema = check.orElseThrow();
    boolean allowed = schema.accepts(body);
    var request = draft.withBody(body).request();
    boolean takesKeys =
        operation.parameters().stream().anyMatch(it -> it.name().equals("Idempotency-Key"));
    if (keyed && takesKeys) {
      request = request.withHeader("Idempotency-Key", Long.toHexString(random.nextLong()));
    }
    return TestCase.of(
        operation,
        Group.RANDOM,
        title,
        request,
        allowed ? Expectation.ACCEPTED : Refusals.body(operation));
  }

  /**
   * Optional members there or not, further ones where they are allowed, values that mean the same.
   */
  private JsonNode right() {
    JsonNode body = base();
    for (Place place : places) {
      if (!place.at().matches() && place.in(body)) {
        JsonNode without = place.set(body, null);
        if (random.nextInt(4) == 0 && accepts(without)) {
          body = without;
        } else {
          body = varied(place, body);
        }
      }
    }
    if (body instanceof ObjectNode object && random.nextInt(3) == 0) {
      ObjectNode more = object.deepCopy();
      more.put("x" + Integer.toHexString(random.nextInt(1 << 16)), random.nextInt());
      body = accepts(more) ? more : body;
    }
    return body;
  }

  private JsonNode varied(Place place, JsonNode body) {
    JsonNode value = body.at(place.at());
    if (value.isTextual() && value.asText().contains("://")) {
      String longer = value.asText() + randomText("abcXYZ019-._~", random.nextInt(40));
      JsonNode changed = place.set(body, TextNode.valueOf(longer));
      return accepts(changed) ? changed : body;
    }
    List<JsonNode> allowed =
        new Candidates(place.schema(), value, it -> broken(place.set(body, it)))
            .all().stream()
                .filter(it -> it.certain() && !it.open() && accepts(place.set(body, it.value())))
                .map(Candidate::value)
                .toList();
    return allowed.isEmpty() || random.nextBoolean()
        ? body
        : place.set(body, allowed.get(random.nextInt(allowed.size())));
  }

  private JsonNode wrong(JsonNode right) {
    List<JsonNode> wrong = new ArrayList<>();
    for (Place place : places) {
      if (place.fits(right)) {
        JsonNode value = place.in(right) ? right.at(place.at()) : Sample.of(place.schema());
        new Candidates(place.schema(), value, it -> broken(place.set(right, it)))
            .all()
            .forEach(it -> wrong.add(place.set(right, it.value())));
        wrong.add(place.set(right, null));
        wrong.add(
            place.set(
                right, TextNode.valueOf(randomText("aé漢\"\\/<\u0001 {", 1 + random.nextInt(30)))));
      }
    }
    wrong.removeIf(it -> broken(it).size() != 1);
    return wrong.isEmpty() ? right : wrong.get(random.nextInt(wrong.size()));
  }

  private List<JsonNode> simpler(JsonNode body) {
    List<JsonNode> simpler = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      ObjectNode without = ((ObjectNode) body).deepCopy();
      without.remove(member.getKey());
      simpler.add(without);
      JsonNode given = base().path(member.getKey());
      if (!given.isMissingNode() && !given.equals(member.getValue())) {
        simpler.add(((ObjectNode) body).deepCopy().set(member.getKey(), given));
      }
      if (given.isNumber() && member.getValue().isNumber()) {
        nearer(given.decimalValue(), member.getValue().decimalValue())
            .forEach(it -> simpler.add(((ObjectNode) body).deepCopy().put(member.getKey(), it)));
      }
      String text = member.getValue().asText();
      if (member.getValue().isTextual() && text.length() > 1) {
        String half = text.substring(0, text.length() / 2);
        simpler.add(((ObjectNode) body).deepCopy().put(member.getKey(), half));
      }
    }
    return simpler;
  }

  /** Half the way to what is given, and one step. */
  private static List<BigDecimal> nearer(BigDecimal given, BigDecimal value) {
    BigDecimal away = value.subtract(given).setScale(0, RoundingMode.DOWN);
    if (away.signum() == 0) {
      return List.of();
    }
    BigDecimal half = away.divide(BigDecimal.valueOf(2), 0, RoundingMode.DOWN);
    BigDecimal step = BigDecimal.valueOf(away.signum());
    return List.of(given.add(half), value.subtract(step));
  }

  private String randomText(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, alphabet.length()).forEach(it -> text.append(alphabet.charAt(it)));
    return text.toString();
  }

  private Set<String> broken(JsonNode body) {
    return check.orElseThrow().brokenKeywords(body);
  }

  private boolean accepts(JsonNode body) {
    return check.orElseThrow().accepts(body);
  }

  private JsonNode base() {
    return Objects.requireNonNull(draft.body());
  }

  private static JsonNode parse(TestCase found) {
    return Json.parse(found.request().text());
  }
}
