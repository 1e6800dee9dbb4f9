package dev.billet.contract;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;

/**
 * Names the request, and takes from Jersey's hands what it would answer without asking anybody: a
 * content type or an Accept header that it cannot parse, and a path that it would read generously.
 */
@PreMatching
final class EntryFilter implements ContainerRequestFilter {

  // Jersey would forgive a trailing slash and a matrix parameter, and decode a slash: none of them
  // is
  // a path that a document lists.
  private static final Pattern UNLIKE_ANY_TEMPLATE =
      Pattern.compile("/$|//|;|%2f", Pattern.CASE_INSENSITIVE);

  static final String REQUEST_ID = EntryFilter.class.getName() + ".requestId";

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(
        REQUEST_ID, RequestIds.saneOrNew(request.getHeaderString(RequestIds.HEADER)));
    Exchange.keepContentType(request);
    request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
    if (UNLIKE_ANY_TEMPLATE.matcher(request.getUriInfo().getRequestUri().getRawPath()).find()) {
      throw new NotFoundException();
    }
  }
}
