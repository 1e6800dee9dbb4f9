package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.billet.checkout.Access;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.CustomerBook;
import dev.billet.checkout.Failure;
import dev.billet.checkout.PortalService;
import dev.billet.checkout.ReturnUrlPolicy;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.contract.billet.BilletContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our own contract over fakes. Every answer is held against the document: the operation lists its
 * status, with that media type, those headers and that schema.
 */
final class BilletFixture {

  private static final String ORGANIZATIONS = "/billet/v1/organizations/";

  final FakeLedger ledger = new FakeLedger();
  final FakePayments payments = new FakePayments();
  final Map<String, String> customers = new HashMap<>();
  final List<String> refreshed = new ArrayList<>();
  final List<byte[]> deliveries = new ArrayList<>();
  final List<String> signatures = new ArrayList<>();
  Inbox.Receipt receipt = Inbox.Receipt.RECEIVED;
  private @Nullable RuntimeException refreshFailure;
  private @Nullable RuntimeException deliveryFailure;

  private final JsonNode document = document();
  private final SchemaRegistry schemas =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi31(),
          builder -> builder.schemas(Map.of("urn:billet", document.toString())));
  private final Contract contract =
      BilletContract.create(
          new Access(new TestDirectory()),
          ledger,
          session -> {
            refreshed.add(session);
            throwIfTold(refreshFailure);
            return ledger.checkout(session);
          },
          new PortalService(
              new Customers(),
              payments,
              new ReturnUrlPolicy(List.of("https://app.example.com")),
              "https://own.example.com/",
              Duration.ofSeconds(5)),
          (body, signature) -> {
            throwIfTold(deliveryFailure);
            deliveries.add(body);
            signatures.add(signature);
            return receipt;
          });
  private final InMemory server = InMemory.serving(contract, payments);

  Contract contract() {
    return contract;
  }

  void refreshFailsWith(RuntimeException thrown) {
    this.refreshFailure = thrown;
  }

  void deliveryFailsWith(RuntimeException thrown) {
    this.deliveryFailure = thrown;
  }

  static CheckoutException failure(Failure.Kind kind) {
    return new CheckoutException(
        Failure.of(kind, "It did not work"), "password=secret in com.example.Foo", null);
  }

  /** Reads something of an organization's. */
  InMemory.Answer read(String organization, String what, String key) {
    return get(ORGANIZATIONS + organization + "/" + what, key);
  }

  InMemory.Answer events(String query, String key) {
    return get("/billet/v1/events" + query, key);
  }

  InMemory.Answer openPortal(String organization, String body, String key) {
    return call(
        "POST",
        ORGANIZATIONS + organization + "/portal",
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + key);
  }

  InMemory.Answer deliver(byte[] body, String... headers) {
    return call("POST", "/webhooks/stripe", body, headers);
  }

  InMemory.Answer get(String path, String key) {
    return call("GET", path, new byte[0], "Authorization", "Bearer " + key, "Content-Type", "");
  }

  InMemory.Answer call(String method, String path, byte[] body, String... headers) {
    InMemory.Answer answer = server.call(method, path, body, headers);
    assertThat(answer.headers()).containsKey("X-Request-Id");
    String type = answer.status() == 200 ? "application/json" : "application/problem+json";
    assertThat(answer.headers().get("Content-Type")).as(answer.body()).isEqualTo(type);
    operation(method, path).ifPresent(operation -> hold(operation, type, answer));
    if (answer.status() != 200) {
      assertThat(violations("/components/schemas/Problem", answer.json())).isEmpty();
      assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
      assertThat(answer.json().path("request_id").asText())
          .isEqualTo(answer.headers().get("X-Request-Id"));
    }
    return answer;
  }

  private void hold(String operation, String type, InMemory.Answer answer) {
    JsonNode at = document.at(operation).path("responses").path("" + answer.status());
    assertThat(at.isMissingNode()).as("%s lists %s", operation, answer.status()).isFalse();
    String response =
        at.has("$ref")
            ? at.path("$ref").asText().substring(1)
            : operation + "/responses/" + answer.status();
    document
        .at(response)
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> assertThat(answer.headers()).containsKey(name));
    String schema = response + "/content/" + type.replace("/", "~1") + "/schema";
    assertThat(violations(schema, answer.json())).as(answer.body()).isEmpty();
  }

  private List<com.networknt.schema.Error> violations(String pointer, JsonNode value) {
    assertThat(document.at(pointer).isMissingNode()).as(pointer).isFalse();
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    return schemas.getSchema(SchemaLocation.of("urn:billet#" + fragment)).validate(value);
  }

  /** The operation in the document; empty where it has none of that path and method. */
  private Optional<String> operation(String method, String path) {
    String plain = path.replaceAll("\\?.*", "");
    for (Map.Entry<String, JsonNode> item : document.path("paths").properties()) {
      // A method that a path does not list is still held against what its only one says of 405.
      String only = item.getValue().fieldNames().next();
      if (plain.matches(item.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))) {
        String listed = method.toLowerCase(Locale.ROOT);
        return Optional.of(
            "/paths/"
                + item.getKey().replace("/", "~1")
                + "/"
                + (item.getValue().has(listed) ? listed : only));
      }
    }
    return Optional.empty();
  }

  private static JsonNode document() {
    try (InputStream yaml = BilletFixture.class.getResourceAsStream("/openapi/billet.yaml")) {
      return new YAMLMapper().readTree(Objects.requireNonNull(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void throwIfTold(@Nullable RuntimeException thrown) {
    if (thrown != null) {
      throw thrown;
    }
  }

  private final class Customers implements CustomerBook {

    @Override
    public Optional<String> find(String organization) {
      return Optional.ofNullable(customers.get(organization));
    }

    @Override
    public String keep(String organization, String customer) {
      throw new UnsupportedOperationException("the portal makes no customers");
    }

    @Override
    public void forget(String organization, String customer) {
      throw new UnsupportedOperationException("the portal forgets no customers");
    }
  }
}
