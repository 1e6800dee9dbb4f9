package dev.billet.server.web;

import dev.billet.checkout.Failure;
import dev.billet.contract.RequestIds;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Chooses who answers a request, by the path as it stands on the wire: the contract under whose
 * prefix it is, which gets the request as it came, else a page of ours.
 */
final class Gate extends Handler.AbstractContainer {

  private final List<Mount> mounts;
  private final Site site;

  Gate(List<Mount> mounts, Site site) {
    this.mounts = List.copyOf(mounts);
    this.site = site;
    mounts.forEach(mount -> addBean(mount.handler(), true));
  }

  @Override
  public List<Handler> getHandlers() {
    return mounts.stream().map(Mount::handler).toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = path(request);
    Optional<Mount> mount = Mount.find(mounts, path);
    if (mount.isPresent() && RawPath.isUnambiguous(path) && hasReadableQuery(request)) {
      return mount.get().handler().handle(new ForJersey(request), response, callback);
    }
    String requestId = requestId(request);
    Answer answer =
        mount.map(it -> refusal(it, path, requestId)).orElseGet(() -> site.answer(request, path));
    answer.with(RequestIds.HEADER, requestId).send(response, callback);
    return true;
  }

  private static boolean hasReadableQuery(Request request) {
    return RawPath.isReadableQuery(request.getHttpURI().getQuery());
  }

  private static Answer refusal(Mount mount, String path, String requestId) {
    return RawPath.isUnambiguous(path)
        ? mount
            .refusal()
            .answer(Failure.Kind.UNREADABLE_BODY, "The query cannot be read", requestId)
        : mount.refusal().answer(Failure.Kind.UNKNOWN_PATH, "Not Found", requestId);
  }

  /**
   * The request, reached under a name of no consequence: Jersey makes a URI of the Host header and
   * fails where Java finds no host in it, as in {@code my_service:8080}. Nothing is ever built from
   * that name.
   */
  private static final class ForJersey extends Request.Wrapper {

    private final HttpURI uri;

    ForJersey(Request request) {
      super(request);
      this.uri = HttpURI.build(request.getHttpURI()).authority("localhost").asImmutable();
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }
  }

  /** The path as it stands on the wire; empty where there is none, as in {@code CONNECT}. */
  static String path(Request request) {
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  static String requestId(Request request) {
    return RequestIds.saneOrNew(request.getHeaders().get(RequestIds.HEADER));
  }
}
