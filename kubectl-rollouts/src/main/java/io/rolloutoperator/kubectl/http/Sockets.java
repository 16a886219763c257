package io.rolloutoperator.kubectl.http;

import io.rolloutoperator.kubectl.config.Access;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Opens connections to the API server: plain or TLS, straight or through an HTTP proxy. */
final class Sockets {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int CONNECT_MILLIS = 10_000;

  /** One group makes the first flight small and cheap; servers without it get all. */
  private static final String[] FAST_GROUP = {"x25519"};

  private final Access access;
  private final Optional<SSLContext> tls;

  private volatile boolean allGroups;

  Sockets(Access access) throws GeneralSecurityException, IOException {
    this.access = access;
    this.tls =
        access.server().getScheme().equals("http")
            ? Optional.empty()
            : Optional.of(context(access));
  }

  /**
   * Opens one connection.
   *
   * @param patience for the TLS handshake
   */
  Socket open(Duration patience) throws IOException {
    if (tls.isEmpty()) {
      return plain(patience);
    }
    if (!allGroups) {
      try {
        return secured(tls.get(), plain(patience), false);
      } catch (SSLException e) {
        if (isDistrusted(e)) {
          throw e;
        }
        // Servers say in different ways that they do not know the group.
        allGroups = true;
      }
    }
    return secured(tls.get(), plain(patience), true);
  }

  /** Whether it is the server's certificate that is wrong: trying again would not help. */
  private static boolean isDistrusted(Throwable e) {
    return e instanceof CertificateException
        || Optional.ofNullable(e.getCause()).map(Sockets::isDistrusted).orElse(false);
  }

  private Socket plain(Duration patience) throws IOException {
    URI server = access.server();
    int port = port(server);
    URI first = access.proxy().orElse(server);
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(host(first), port(first)), CONNECT_MILLIS);
      socket.setSoTimeout((int) patience.toMillis());
      if (access.proxy().isPresent()) {
        Tunnel.open(socket, access.proxy().get(), host(server) + ":" + port);
      }
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private SSLSocket secured(SSLContext context, Socket plain, boolean anyGroup) throws IOException {
    String name = name(access);
    try {
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, name, port(access.server()), true);
      SSLParameters parameters = socket.getSSLParameters();
      // A named authority's certificates are checked for the name by NamedTrust.
      if (!access.trust().everything() && access.trust().authorities().isEmpty()) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      if (!anyGroup) {
        parameters.setNamedGroups(FAST_GROUP);
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** What the server's certificate must be for. */
  private static String name(Access access) {
    return access.trust().serverName().orElse(host(access.server()));
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return uri.getScheme().equals("http") ? HTTP : HTTPS;
  }

  private static SSLContext context(Access access) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(access), trust(access.trust(), name(access)), null);
    return context;
  }

  private static KeyManager @Nullable [] keys(Access access) throws GeneralSecurityException {
    // No pattern switch: its first run in a process costs milliseconds.
    if (access.identity() instanceof Access.Identity.Direct direct && direct.key().isPresent()) {
      Access.ClientKey key = direct.key().get();
      return new KeyManager[] {
        new ClientKeyManager(PemKey.read(key.key()), certificates(key.certificate()))
      };
    }
    return null;
  }

  private static TrustManager @Nullable [] trust(Access.Trust trust, String name)
      throws GeneralSecurityException, IOException {
    if (trust.everything()) {
      return new TrustManager[] {new TrustEverything()};
    }
    if (trust.authorities().isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate authority : certificates(trust.authorities().get())) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return new TrustManager[] {
      new NamedTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0], new ServerName(name))
    };
  }

  private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.ISO_8859_1);
    List<X509Certificate> all = new ArrayList<>();
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      all.add((X509Certificate) certificate);
    }
    return all;
  }
}
