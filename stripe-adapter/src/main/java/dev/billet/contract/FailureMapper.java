package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one exception mapper: whatever is thrown, by a check, by Jersey, by the domain or by a
 * mistake of ours, becomes a refusal and is said in the contract's own words. Faults that are not
 * the caller's get an incident id, in the answer and in the log.
 */
final class FailureMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

  private final Contract contract;

  @Inject
  @SuppressWarnings("NullAway.Init") // Jersey fills it in before the first request.
  private Provider<ContainerRequestContext> request;

  FailureMapper(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    Refusal refusal = refusal(thrown);
    ErrorDialect.Answer answer = contract.errors().answer(refusal);
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(contract.errorMediaType()).entity(answer.envelope());
    AnswerHeaders.of(contract, refusal.kind()).forEach(response::header);
    if (thrown instanceof NotAllowedException notAllowed) {
      response.header(HttpHeaders.ALLOW, allowed(notAllowed));
    }
    return response.build();
  }

  private static String allowed(NotAllowedException thrown) {
    // Jersey would answer OPTIONS and HEAD by itself; ChecksFilter does not let it.
    return thrown.getResponse().getAllowedMethods().stream()
        .filter(method -> !method.equals("OPTIONS") && !method.equals("HEAD"))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Refusal refusal(Throwable thrown) {
    if (thrown instanceof InvalidRequestException invalid) {
      return refusal(invalid.kind(), "The request is not valid", invalid.violations(), thrown);
    }
    if (thrown instanceof CheckoutException checkout) {
      Failure failure = checkout.failure();
      return refusal(failure.kind(), failure.detail(), violations(failure), thrown);
    }
    if (thrown instanceof NotAllowedException) {
      return refusal(Kind.METHOD_NOT_ALLOWED, "Method Not Allowed", List.of(), thrown);
    }
    if (thrown instanceof WebApplicationException jersey
        && jersey.getResponse().getStatus() == Response.Status.NOT_FOUND.getStatusCode()) {
      return refusal(Kind.UNKNOWN_PATH, "Not Found", List.of(), thrown);
    }
    return refusal(Kind.BUG, "Internal server error", List.of(), thrown);
  }

  private List<Violation> violations(Failure failure) {
    return failure
        .field()
        .flatMap(field -> Optional.ofNullable(contract.field(field)))
        .map(name -> List.of(Violations.ofValue(name, failure.detail(), body())))
        .orElse(List.of());
  }

  private JsonNode body() {
    return Exchange.of(request.get()).map(Exchange::body).orElse(MissingNode.getInstance());
  }

  private Refusal refusal(Kind kind, String detail, List<Violation> violations, Throwable thrown) {
    Optional<String> incident =
        switch (kind) {
          case BUG,
              CATALOGUE_FAULT,
              UPSTREAM_FAILED,
              UPSTREAM_TIMEOUT,
              UPSTREAM_RATE_LIMITED,
              UNAVAILABLE ->
              Optional.of(UUID.randomUUID().toString());
          default -> Optional.empty();
        };
    incident.ifPresent(id -> log(kind, id, thrown));
    return new Refusal(kind, detail, violations, incident, requestId());
  }

  private String requestId() {
    return String.valueOf(request.get().getProperty(EntryFilter.REQUEST_ID));
  }

  private void log(Kind kind, String incident, Throwable thrown) {
    Map<String, Object> at = Map.of("contract", contract.name(), "request", requestId());
    switch (kind) {
      case BUG -> LOG.error("incident {} {} {}", incident, kind, at, thrown);
      case CATALOGUE_FAULT ->
          LOG.error("incident {} {} {}: {}", incident, kind, at, thrown.getMessage());
      default -> LOG.warn("incident {} {} {}: {}", incident, kind, at, thrown.getMessage());
    }
  }
}
