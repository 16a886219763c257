package io.rolloutoperator.kubectl;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server whose certificate is for {@code api.example} and for its address. */
public final class TlsServer implements AutoCloseable {

  /** Signed the server's certificate. */
  public static final HeldCertificate AUTHORITY =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  private static final HeldCertificate SERVER =
      new HeldCertificate.Builder()
          .addSubjectAlternativeName("api.example")
          .addSubjectAlternativeName("127.0.0.1")
          .signedBy(AUTHORITY)
          .build();

  private final HttpsServer server;

  private TlsServer(HttpsServer server) {
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param groups the named groups that it knows; all without any
   */
  public static TlsServer start(HttpHandler handler, String... groups) throws IOException {
    return start(handler, SERVER, groups);
  }

  /** Starts one whose certificate has expired. */
  public static TlsServer startExpired(HttpHandler handler) throws IOException {
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .validityInterval(0, 1)
            .signedBy(AUTHORITY)
            .build();
    return start(handler, expired);
  }

  private static TlsServer start(HttpHandler handler, HeldCertificate certificate, String... groups)
      throws IOException {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.sslContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = certificates.sslContext().getDefaultSSLParameters();
            ssl.setWantClientAuth(true);
            if (groups.length > 0) {
              ssl.setNamedGroups(groups);
            }
            parameters.setSSLParameters(ssl);
          }
        });
    server.createContext("/", handler);
    server.start();
    return new TlsServer(server);
  }

  /** Its port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The address of a path, "" for none. */
  public URI uri(String path) {
    return URI.create("https://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
