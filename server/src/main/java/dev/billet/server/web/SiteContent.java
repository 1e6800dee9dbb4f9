package dev.billet.server.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What our own pages tell.
 *
 * @param publicUrl how browsers reach the server, without a trailing slash
 * @param sandbox whether no real money moves
 * @param demoKey a key that may buy, to try things with; only where there is a demo directory
 * @param version the server's
 * @param swaggerUiVersion the version in the paths of the library on the class path
 */
public record SiteContent(
    URI publicUrl,
    List<ServedContract> contracts,
    boolean sandbox,
    Optional<String> demoKey,
    String version,
    String swaggerUiVersion) {

  public SiteContent {
    contracts = List.copyOf(contracts);
  }
}
