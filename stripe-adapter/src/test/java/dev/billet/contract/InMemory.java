package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.billet.checkout.Catalogue;
import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.Customers;
import dev.billet.checkout.ReturnUrlPolicy;
import dev.billet.checkout.ReturnUrls;
import dev.billet.checkout.SessionDesk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;

/** A contract behind Jersey, called without a network. */
final class InMemory {

  static final String SHORT_UUID = "23456789ABCDEFGHJKLMNP";

  private final FakePayments payments;
  private final ApplicationHandler jersey;

  private InMemory(Contract contract, FakePayments payments) {
    this.payments = payments;
    this.jersey = new ApplicationHandler(contract.application());
  }

  static InMemory serving(Contract contract, FakePayments payments) {
    return new InMemory(contract, payments);
  }

  static InMemory serving(String name, Function<CheckoutService, Contract> contract) {
    FakePayments payments = new FakePayments();
    CheckoutService service =
        new CheckoutService(
            name,
            new TestDirectory(),
            new Catalogue(
                Map.of("pro", "price_pro", "team", "price_team"),
                "pro",
                new Catalogue.Credits("price_credits", 25_000),
                new Catalogue.Balance("usd", "Ad balance", 500, 99_999_999)),
            new ReturnUrlPolicy(List.of("https://app.example.com")),
            new ReturnUrls("https://own.example.com/ok", "https://own.example.com/no"),
            new SessionDesk(
                new Customers(payments, new NoBooks()), payments, new NoBooks(), Optional.empty()),
            Duration.ofSeconds(5));
    return new InMemory(contract.apply(service), payments);
  }

  FakePayments payments() {
    return payments;
  }

  Answer post(String path, String body, String... headers) {
    return call("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer call(String method, String path, byte[] body, String... headers) {
    ContainerRequest request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost" + path),
            method,
            null,
            new MapPropertiesDelegate(),
            jersey.getConfiguration());
    request.header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.getHeaders().remove(headers[i]);
      if (!headers[i + 1].isEmpty()) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ContainerResponse response = jersey.apply(request, out).get();
      Map<String, String> answered = new LinkedHashMap<>();
      response
          .getHeaders()
          .forEach((name, values) -> answered.put(name, String.valueOf(values.get(0))));
      return new Answer(response.getStatus(), answered, out.toString(StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw new AssertionError("Jersey gave up", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }
  }
}
