package dev.billet.contract;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** Runs the operation's checks, in the contract's order, once the operation is known. */
final class ChecksFilter implements ContainerRequestFilter {

  private final Contract contract;

  ChecksFilter(Contract contract) {
    this.contract = contract;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String template = template((ExtendedUriInfo) request.getUriInfo());
    Operation operation =
        contract
            .operation(request.getMethod(), template)
            .orElseThrow(() -> notAllowed(contract.methods(template)));
    Exchange exchange = Exchange.begin(contract, operation, request);
    for (Check check : contract.checks(operation)) {
      check.pass(exchange);
    }
  }

  // Jersey answers OPTIONS by itself; what a document does not list is not served.
  private static NotAllowedException notAllowed(List<String> methods) {
    return methods.size() < 2
        ? new NotAllowedException(methods.isEmpty() ? "POST" : methods.get(0))
        : new NotAllowedException(
            methods.get(0), methods.subList(1, methods.size()).toArray(String[]::new));
  }

  private static String template(ExtendedUriInfo uri) {
    StringBuilder template = new StringBuilder();
    for (UriTemplate part : uri.getMatchedTemplates()) {
      if (!part.getTemplate().equals("/")) {
        template.insert(0, part.getTemplate());
      }
    }
    return template.toString();
  }
}
