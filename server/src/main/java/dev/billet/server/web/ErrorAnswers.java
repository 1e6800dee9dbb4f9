package dev.billet.server.web;

import dev.billet.checkout.Failure;
import dev.billet.contract.RequestIds;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Jetty itself refuses, such as a request that is not HTTP: in the envelope of the
 * contract its path is under, where it has one, else as problem details. Never in HTML, and never
 * with what went wrong inside.
 */
final class ErrorAnswers implements Request.Handler {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private final List<Mount> mounts;

  ErrorAnswers(List<Mount> mounts) {
    this.mounts = List.copyOf(mounts);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 500;
    String requestId = Gate.requestId(request);
    if (status == 500) {
      LOG.error("request {} failed outside every contract", requestId);
    }
    Optional<Mount> mount =
        Mount.find(mounts, UnparsedTarget.path(request).orElseGet(() -> Gate.path(request)));
    Answer answer =
        mount.isPresent()
            ? mount.get().refusal().answer(kind(status), detail(status), requestId)
            : Problem.of(status, detail(status));
    answer.with(RequestIds.HEADER, requestId).send(response, callback);
    return true;
  }

  private static Failure.Kind kind(int status) {
    return switch (status) {
      case 404 -> Failure.Kind.UNKNOWN_PATH;
      case 405, 501 -> Failure.Kind.METHOD_NOT_ALLOWED;
      case 413 -> Failure.Kind.BODY_TOO_LARGE;
      case 503 -> Failure.Kind.UNAVAILABLE;
      case 504 -> Failure.Kind.UPSTREAM_TIMEOUT;
      // The request could not even be read; every contract has a status for that.
      default -> status < 500 ? Failure.Kind.UNREADABLE_BODY : Failure.Kind.BUG;
    };
  }

  private static String detail(int status) {
    return switch (status) {
      case 431 -> "The request's headers are too large";
      case 414 -> "The request's URL is too long";
      case 503 -> "The server is stopping";
      default -> status < 500 ? "The request is not valid HTTP" : HttpStatus.getMessage(status);
    };
  }
}
