package dev.billet.sandbox.http;

import dev.billet.sandbox.control.ControlApi;
import dev.billet.sandbox.dashboard.Dashboard;
import dev.billet.sandbox.dashboard.Visit;
import dev.billet.sandbox.page.ChallengePage;
import dev.billet.sandbox.page.CheckoutPage;
import dev.billet.sandbox.page.PageAnswer;
import dev.billet.sandbox.page.PortalPage;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.FormDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request whole and takes it to Stripe's API, the controls, the hosted page, the dashboard,
 * or nowhere.
 */
final class RootHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(RootHandler.class);
  private static final int MAX_BODY = 1024 * 1024;
  private static final int MAX_STATE = 128 * 1024 * 1024;

  private final ApiEndpoint api;
  private final ControlEndpoint control;
  private final CheckoutPage page;
  private final PortalPage portal;
  private final ChallengePage challenges;
  private final Dashboard dashboard;
  private final Ids ids;

  RootHandler(
      ApiEndpoint api,
      ControlEndpoint control,
      CheckoutPage page,
      PortalPage portal,
      ChallengePage challenges,
      Dashboard dashboard,
      Ids ids) {
    this.api = api;
    this.control = control;
    this.page = page;
    this.portal = portal;
    this.challenges = challenges;
    this.dashboard = dashboard;
    this.ids = ids;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    Answer answer;
    try (InputStream stream = Content.Source.asInputStream(request)) {
      int max = isState(request) ? MAX_STATE : MAX_BODY;
      byte[] body = stream.readNBytes(max + 1);
      if (body.length > max) {
        answer = refuse(413, "The request is larger than " + max + " bytes.");
        // What is left of the body is not read, so the connection is of no further use.
        answer = answer.with("Connection", "close");
      } else {
        answer = route(incoming(request, body));
      }
    }
    if (answer.sent()) {
      write(response, callback, answer);
    } else {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      callback.failed(new EofException("a fault rule closed the connection"));
    }
    return true;
  }

  private Answer route(Incoming request) {
    try {
      List<String> segments = request.segments();
      if (segments.get(0).equals("v1")) {
        return api.answer(request);
      }
      if (segments.get(0).equals(ControlApi.PREFIX)) {
        return control.answer(request);
      }
      if (segments.size() == 3 && segments.get(0).equals("c") && segments.get(1).equals("pay")) {
        return page(request, segments.get(2));
      }
      if (segments.size() == 3
          && segments.get(0).equals("c")
          && segments.get(1).equals("authenticate")) {
        return challenge(request, segments.get(2));
      }
      if (segments.size() == 3
          && segments.get(0).equals("p")
          && segments.get(1).equals("session")) {
        return portal(request, segments.get(2));
      }
      if (segments.get(0).equals(Dashboard.PREFIX)) {
        return html(dashboard.answer(visit(request, segments)));
      }
      boolean get = request.method().equals("GET") || request.method().equals("HEAD");
      if (get && segments.equals(List.of("health"))) {
        return new Answer(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
      }
      if (get && segments.equals(List.of(""))) {
        return html(page.about());
      }
      throw ApiError.unrecognizedUrl(request.method(), request.path());
    } catch (ApiError e) {
      return ApiEndpoint.refusal(e, ids.next("req_", 14));
    } catch (RuntimeException e) {
      String requestId = ids.next("req_", 14);
      LOG.error("{}: {} {} failed", requestId, request.method(), request.path(), e);
      return ApiEndpoint.refusal(ApiError.internal(requestId), requestId);
    }
  }

  private Answer page(Incoming request, String session) {
    return switch (request.method()) {
      case "GET", "HEAD" -> html(page.show(session));
      case "POST" -> html(page.submit(session, request.body()));
      default -> refuse(405, "This page takes GET and POST.").with("Allow", "GET, HEAD, POST");
    };
  }

  private Answer challenge(Incoming request, String intent) {
    return switch (request.method()) {
      case "GET", "HEAD" -> html(challenges.show(intent));
      case "POST" -> html(challenges.submit(intent, request.body()));
      default -> refuse(405, "This page takes GET and POST.").with("Allow", "GET, HEAD, POST");
    };
  }

  private Answer portal(Incoming request, String token) {
    return switch (request.method()) {
      case "GET", "HEAD" -> html(portal.show(token));
      case "POST" -> html(portal.submit(token, request.body()));
      default -> refuse(405, "This page takes GET and POST.").with("Allow", "GET, HEAD, POST");
    };
  }

  private static Visit visit(Incoming request, List<String> segments) {
    return new Visit(
        request.method(),
        segments.subList(1, segments.size()),
        FormDecoder.decode(request.query()),
        FormDecoder.decode(request.body()),
        request.headers());
  }

  private static Answer html(PageAnswer page) {
    Map<String, String> headers = new LinkedHashMap<>(page.headers());
    headers.putIfAbsent("Content-Type", "text/html; charset=utf-8");
    return new Answer(page.status(), headers, page.html().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isState(Request request) {
    return ("/" + ControlApi.PREFIX + "/state").equals(request.getHttpURI().getPath())
        && request.getMethod().equals("POST");
  }

  private Answer refuse(int status, String message) {
    return ApiEndpoint.refusal(
        ApiError.of(status, "invalid_request_error", null, null, message), ids.next("req_", 14));
  }

  private static Incoming incoming(Request request, byte[] body) {
    HttpFields headers = request.getHeaders();
    return new Incoming(
        request.getMethod(),
        Objects.requireNonNullElse(request.getHttpURI().getPath(), "/"),
        Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""),
        headers::get,
        new String(body, StandardCharsets.UTF_8));
  }

  static void write(Response response, Callback callback, Answer answer) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("Content-Length", answer.body().length);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
