package dev.billet.server.web;

import java.util.Map;
import org.eclipse.jetty.server.Request;

/** The pages of ours, by path. Immutable. */
final class Site {

  private final Map<String, Page> pages;

  Site(Map<String, Page> pages) {
    this.pages = Map.copyOf(pages);
  }

  Answer answer(Request request, String path) {
    Page page = pages.get(path);
    if (page == null) {
      return Problem.notFound();
    }
    return isRead(request) ? page.read(request) : methodNotAllowed();
  }

  static boolean isRead(Request request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  static Answer methodNotAllowed() {
    return Problem.of(405, "This can only be read.").with("Allow", "GET, HEAD");
  }
}
