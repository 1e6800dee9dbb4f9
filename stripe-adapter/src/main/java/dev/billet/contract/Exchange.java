package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.billet.checkout.Access;
import dev.billet.checkout.Buyer;
import dev.billet.checkout.Caller;
import dev.billet.checkout.Checkout;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.CheckoutService;
import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.Idempotency;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Purchase;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and what the checks have learnt of it so far. Used by the one thread that carries the
 * request. A resource asks an injected provider for it, because Jersey makes the resource before
 * the checks have run.
 */
public final class Exchange {

  private static final String PROPERTY = Exchange.class.getName();
  private static final String CONTENT_TYPE = PROPERTY + ".contentType";
  private static final String PAYMENT_LINK = PROPERTY + ".paymentLink";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Contract contract;
  private final Operation operation;
  private final ContainerRequestContext request;
  private byte @Nullable [] bytes;
  private JsonNode body = MissingNode.getInstance();
  private @Nullable Caller caller;
  private @Nullable Buyer buyer;
  private @Nullable Organization organization;

  private Exchange(Contract contract, Operation operation, ContainerRequestContext request) {
    this.contract = contract;
    this.operation = operation;
    this.request = request;
  }

  static Exchange begin(Contract contract, Operation operation, ContainerRequestContext request) {
    Exchange exchange = new Exchange(contract, operation, request);
    request.setProperty(PROPERTY, exchange);
    return exchange;
  }

  /** The exchange of a request; empty where it was refused before its operation was known. */
  static Optional<Exchange> of(ContainerRequestContext request) {
    return Optional.ofNullable((Exchange) request.getProperty(PROPERTY));
  }

  /** Keeps the content type before it is overwritten with one that Jersey never stumbles over. */
  static void keepContentType(ContainerRequestContext request) {
    request.setProperty(CONTENT_TYPE, request.getHeaderString("Content-Type"));
  }

  static Optional<String> paymentLink(ContainerRequestContext request) {
    return Optional.ofNullable((String) request.getProperty(PAYMENT_LINK));
  }

  Contract contract() {
    return contract;
  }

  Operation operation() {
    return operation;
  }

  Access access() {
    return contract.access();
  }

  private CheckoutService service() {
    return contract.service();
  }

  /** The only or first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().getFirst(name));
  }

  String pathParameter(String name) {
    return request.getUriInfo().getPathParameters().getFirst(name);
  }

  List<String> parameter(String in, String name) {
    List<String> values =
        switch (in) {
          case "path" -> request.getUriInfo().getPathParameters().get(name);
          case "query" -> request.getUriInfo().getQueryParameters().get(name);
          default -> request.getHeaders().get(name);
        };
    return values == null ? List.of() : values;
  }

  /** Whether the body is declared as {@code application/json} or {@code application/*+json}. */
  public boolean isDeclaredAsJson() {
    return MediaTypes.isJson((String) request.getProperty(CONTENT_TYPE));
  }

  /** Whether there is a body, of whatever size. */
  boolean hasBody() {
    return bytes == null ? request.hasEntity() : bytes.length > 0;
  }

  /**
   * The body as it came; read once, and never more of it than {@link Checks#LARGEST_BODY}, unless a
   * check has read it already.
   *
   * @throws CheckoutException where it is larger, or breaks off
   */
  public byte[] readBody() {
    return readBody(Checks.LARGEST_BODY);
  }

  byte[] readBody(int largest) {
    if (bytes == null) {
      bytes = readBounded(largest);
    }
    return bytes;
  }

  private byte[] readBounded(int largest) {
    if (request.getLength() > largest) {
      throw tooLarge(largest);
    }
    try {
      byte[] read = request.getEntityStream().readNBytes(largest + 1);
      if (read.length > largest) {
        throw tooLarge(largest);
      }
      return read;
    } catch (IOException e) {
      throw new CheckoutException(
          Failure.of(Kind.UNREADABLE_BODY, "The request body could not be read"),
          "the body broke off",
          e);
    }
  }

  private static CheckoutException tooLarge(int largest) {
    return Checks.refused(
        Kind.BODY_TOO_LARGE, "The request body is larger than " + largest + " bytes");
  }

  /** The parsed body; a missing node where there is none. */
  public JsonNode body() {
    return body;
  }

  /** Whether the body has this member, whatever its value. */
  public boolean has(String member) {
    return body.has(member);
  }

  /** Leaves the parsed body for the checks that follow, and for the resource. */
  public void parsed(JsonNode value) {
    this.body = value;
  }

  /** All violations of the contract's own document. */
  public List<Violation> violations() {
    return operation.violations(this);
  }

  void calledBy(Caller known) {
    this.caller = known;
  }

  /**
   * Makes sure that the caller may buy for an organization; from here on it is the buyer.
   *
   * @throws CheckoutException where it may not
   */
  public void authorize(String identifier) {
    buyer = access().toBuy(caller(), identifier);
  }

  void authorizeReader(String identifier) {
    organization = access().toRead(caller(), identifier);
  }

  void authorizeForOnlyOrganization() {
    buyer = service().authorize(caller());
  }

  /**
   * Who is asking.
   *
   * @throws IllegalStateException where the contract has not looked at a credential
   */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("the contract authorizes before it looks at a credential");
    }
    return caller;
  }

  /**
   * The caller, and the organization that it may buy for.
   *
   * @throws IllegalStateException where the contract has not asked whether it may
   */
  public Buyer buyer() {
    if (buyer == null) {
      throw new IllegalStateException("the contract sells before it authorizes");
    }
    return buyer;
  }

  /**
   * The organization that the caller may read.
   *
   * @throws IllegalStateException where the contract has not asked whether it may
   */
  public Organization organization() {
    if (organization == null) {
      throw new IllegalStateException("the contract shows before it authorizes");
    }
    return organization;
  }

  /**
   * Opens a checkout session for the buyer.
   *
   * @param successUrl what the caller sent, null where it sent none
   * @param cancelUrl likewise
   * @throws CheckoutException where there is no session
   */
  public CheckoutSession checkOut(
      Purchase purchase, @Nullable String successUrl, @Nullable String cancelUrl) {
    CheckoutSession session =
        service()
            .checkOut(
                buyer(),
                new Checkout(
                    purchase,
                    Optional.ofNullable(successUrl),
                    Optional.ofNullable(cancelUrl),
                    header(IDEMPOTENCY_KEY)
                        .map(key -> new Idempotency(key, CanonicalJson.hash(body)))));
    request.setProperty(PAYMENT_LINK, "<" + session.url() + ">; rel=\"payment\"");
    return session;
  }
}
