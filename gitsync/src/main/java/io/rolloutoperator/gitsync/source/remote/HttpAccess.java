package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.egress.GuardedNetwork;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.ClientCertificate;
import io.rolloutoperator.gitsync.source.remote.GitCredentials.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one repository, with its trust, client certificate and proxy. Follows no
 * redirect by itself, keeps no cookies, and knows nothing of the JVM's global settings.
 */
public final class HttpAccess {

  /** A fetch is two to four requests; a poll comes again within seconds or a minute. */
  private static final ConnectionPool CONNECTIONS = new ConnectionPool(32, 20, TimeUnit.SECONDS);

  private static final char[] NO_PASSWORD = new char[0];

  private final GitRemote remote;
  private final OkHttpClient client;

  /** A client without any settings, to derive others from. */
  public static OkHttpClient plain() {
    return new OkHttpClient();
  }

  HttpAccess(GitRemote remote, EgressPolicy egress) throws SourceException {
    this.remote = remote;
    GuardedNetwork network =
        new GuardedNetwork(egress, remote.proxy().map(GitProxy::host).orElse(remote.url().host()));
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(CONNECTIONS)
            .dns(network::lookup)
            .socketFactory(network.sockets())
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .proxy(Proxy.NO_PROXY)
            .connectTimeout(remote.timeout())
            .readTimeout(remote.timeout())
            .writeTimeout(remote.timeout());
    remote.proxy().ifPresent(proxy -> tunnel(builder, proxy));
    try {
      encrypt(builder, remote.credentials());
    } catch (GeneralSecurityException | IOException e) {
      throw SourceException.refused(
          "the certificates for " + remote.url().host() + " are not usable");
    }
    this.client = builder.build();
  }

  private static void tunnel(OkHttpClient.Builder builder, GitProxy proxy) {
    builder.proxy(
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    if (!proxy.user().isEmpty()) {
      String login = Credentials.basic(proxy.user(), proxy.password(), StandardCharsets.UTF_8);
      builder.proxyAuthenticator(
          (_, response) -> {
            if (response.request().header("Proxy-Authorization") != null) {
              throw SourceException.refused("authentication failed for proxy " + proxy.host());
            }
            return response.request().newBuilder().header("Proxy-Authorization", login).build();
          });
    }
  }

  private static void encrypt(OkHttpClient.Builder builder, GitCredentials credentials)
      throws GeneralSecurityException, IOException {
    if (!(credentials instanceof GitCredentials.Https https)
        || (https.certificateAuthority().isEmpty() && https.clientCertificate().isEmpty())) {
      return;
    }
    X509TrustManager trust = trust(https.certificateAuthority());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(https.clientCertificate()), new X509TrustManager[] {trust}, null);
    builder.sslSocketFactory(context.getSocketFactory(), trust);
  }

  private static X509TrustManager trust(Optional<String> authority)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authority.isPresent() ? authorities(authority.get()) : null);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore authorities(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : Pem.certificates(pem)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    return store;
  }

  private static KeyManager @Nullable [] keys(Optional<ClientCertificate> client)
      throws GeneralSecurityException, IOException {
    if (client.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    List<Certificate> chain = Pem.certificates(client.get().chain());
    store.setKeyEntry(
        "client",
        Pem.privateKey(client.get().key()),
        NO_PASSWORD,
        chain.toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  GitRemote remote() {
    return remote;
  }

  OkHttpClient client() {
    return client;
  }

  /** Before anything is sent; names behind a proxy are resolved by the proxy. */
  void judge(EgressPolicy egress) throws SourceException {
    egress.require(remote.url().host(), remote.url().port());
    if (remote.proxy().isPresent()) {
      egress.require(remote.proxy().get().host(), remote.proxy().get().port());
    }
  }

  /** Value of {@code Authorization}. */
  Optional<String> authorization() {
    return remote.credentials() instanceof GitCredentials.Https https
        ? https.login().map(HttpAccess::header)
        : Optional.empty();
  }

  private static String header(Login login) {
    return switch (login) {
      case Login.Basic(String user, String password) ->
          Credentials.basic(user, password, StandardCharsets.UTF_8);
      case Login.Bearer(String token) -> "Bearer " + token;
    };
  }
}
