package dev.billet.client;

import dev.billet.client.almanac.AlmanacApi;
import dev.billet.client.billet.BilletApi;
import dev.billet.client.billet.Portal;
import dev.billet.client.billet.PortalRequest;
import dev.billet.client.closient.ClosientApi;
import dev.billet.client.dreadnode.DreadnodeApi;
import dev.billet.client.http.ApiException;
import dev.billet.client.http.ApiResponse;
import dev.billet.client.starter.StarterApi;
import dev.billet.client.versori.CheckoutSessionRequest;
import dev.billet.client.versori.CheckoutSessionResponse;
import dev.billet.client.versori.VersoriApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generated operations of each contract, with what the generator does not know: where the
 * contract's paths begin, in which header it reads a key, and the exception for its envelope.
 */
final class Operations {

  private Operations() {}

  static final class Versori extends VersoriApi {

    // The document's paths are relative to this one.
    private static final String PATH = "/api/organisations/v1";

    Versori(Connection connection) {
      super(connection.bearer(PATH));
    }

    // The generated code writes a body that is left out as null, which no contract takes.
    @Override
    public ApiResponse<CheckoutSessionResponse> createCheckoutSessionWithHttpInfo(
        String organisationId,
        @Nullable String idempotencyKey,
        @Nullable CheckoutSessionRequest request,
        @Nullable Map<String, String> headers) {
      return super.createCheckoutSessionWithHttpInfo(
          organisationId,
          idempotencyKey,
          request == null ? new CheckoutSessionRequest() : request,
          headers);
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new VersoriException(Refusal.read(operation, answer));
    }
  }

  static final class Dreadnode extends DreadnodeApi {

    Dreadnode(Connection connection) {
      super(connection.bearer(""));
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new DreadnodeException(Refusal.read(operation, answer));
    }
  }

  static final class Almanac extends AlmanacApi {

    Almanac(Connection connection) {
      super(connection.bearer(""));
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new AlmanacException(Refusal.read(operation, answer));
    }
  }

  static final class Closient extends ClosientApi {

    Closient(Connection connection) {
      super(connection.apiKey(""));
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new ClosientException(Refusal.read(operation, answer));
    }
  }

  static final class Starter extends StarterApi {

    Starter(Connection connection) {
      super(connection.bearer(""));
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new StarterException(Refusal.read(operation, answer));
    }
  }

  static final class Billet extends BilletApi {

    Billet(Connection connection) {
      super(connection.bearer(""));
    }

    // As with versori.
    @Override
    public ApiResponse<Portal> openPortalWithHttpInfo(
        String organization,
        @Nullable PortalRequest request,
        @Nullable Map<String, String> headers) {
      return super.openPortalWithHttpInfo(
          organization, request == null ? new PortalRequest() : request, headers);
    }

    @Override
    protected ApiException getApiException(String operation, HttpResponse<InputStream> answer)
        throws IOException {
      return new ProblemException(Refusal.read(operation, answer));
    }
  }
}
