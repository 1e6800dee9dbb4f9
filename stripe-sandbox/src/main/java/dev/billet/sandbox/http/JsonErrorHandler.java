package dev.billet.sandbox.http;

import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.wire.ApiError;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Gives the refusals of the server itself, such as of a malformed request line, Stripe's shape. */
final class JsonErrorHandler extends ErrorHandler {

  private final Ids ids;

  JsonErrorHandler(Ids ids) {
    this.ids = ids;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    RootHandler.write(response, callback, answer(response.getStatus()));
    return true;
  }

  private Answer answer(int status) {
    String requestId = ids.next("req_", 14);
    // A version or a coding of HTTP that there is not is the client's fault, not the server's.
    boolean unknown = status == 501 || status == 505;
    return ApiEndpoint.refusal(
        status < 500 || unknown
            ? ApiError.of(
                unknown ? 400 : status,
                "invalid_request_error",
                null,
                null,
                "The request is not valid HTTP.")
            : ApiError.internal(requestId),
        requestId);
  }
}
