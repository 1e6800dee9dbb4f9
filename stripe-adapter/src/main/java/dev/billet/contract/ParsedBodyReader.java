package dev.billet.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * Binds the body that the checks have parsed and validated to the generated model, or hands it over
 * as it came where the document says that it is binary. Never reads the stream: that is done, once.
 */
final class ParsedBodyReader implements ReaderInterceptor {

  private final Contract contract;

  @Inject
  @SuppressWarnings("NullAway.Init") // Jersey fills it in before the first request.
  private Provider<ContainerRequestContext> request;

  ParsedBodyReader(Contract contract) {
    this.contract = contract;
  }

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) {
    Exchange exchange =
        Exchange.of(request.get())
            .orElseThrow(() -> new IllegalStateException("a body is bound before it is checked"));
    if (exchange.operation().rawBody()) {
      return exchange.readBody();
    }
    JsonNode body = exchange.body();
    if (body.isMissingNode()) {
      return null;
    }
    try {
      return contract.mapper().treeToValue(body, context.getType());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a valid body does not fit the generated model", e);
    }
  }
}
