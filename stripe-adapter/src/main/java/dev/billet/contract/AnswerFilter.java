package dev.billet.contract;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Adds what every answer carries: the request's name, and the checkout page where there is one. */
final class AnswerFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(RequestIds.HEADER, request.getProperty(EntryFilter.REQUEST_ID));
    Exchange.paymentLink(request)
        .ifPresent(link -> response.getHeaders().putSingle(HttpHeaders.LINK, link));
  }
}
