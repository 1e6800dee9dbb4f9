package dev.billet.server.web;

import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the target of a request line that Jetty cannot read as a URI, such as one that ends in
 * {@code %zz}. Jetty forgets it before it asks for an answer, and without it nobody could tell in
 * whose envelope the answer belongs.
 */
final class UnparsedTarget {

  private UnparsedTarget() {}

  /** Makes connections that remember. */
  static HttpConnectionFactory connections(HttpConfiguration configuration) {
    return new Factory(configuration);
  }

  /** The path of the target that could not be read; empty where that is not what went wrong. */
  static Optional<String> path(Request request) {
    return request.getConnectionMetaData() instanceof Remembering connection
        ? Optional.ofNullable(connection.unparsed).map(it -> it.replaceFirst("[?#].*", ""))
        : Optional.empty();
  }

  private static final class Factory extends HttpConnectionFactory {
    Factory(HttpConfiguration configuration) {
      super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      return configure(
          new Remembering(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }
  }

  // In a package of Jetty's own; it is the one place where the target passes by unread.
  private static final class Remembering extends HttpConnection {

    private volatile @Nullable String unparsed;

    Remembering(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
      try {
        return super.newHttpStream(method, uri, version);
      } catch (RuntimeException e) {
        // The connection closes after the answer, so this is never about a later request.
        unparsed = uri;
        throw e;
      }
    }
  }
}
