package io.rolloutoperator.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until a role serves. */
final class Readiness implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final ClusterFiles files;
  private final HttpClient http;

  Readiness(ClusterFiles files) {
    this.files = files;
    this.http =
        HttpClient.newBuilder()
            .sslContext(trustAll())
            .connectTimeout(Duration.ofSeconds(1))
            .build();
  }

  void await(Role role, OsProcess process, Duration atMost) {
    await(
        role.command() + " serves, see " + files.log(role),
        atMost,
        () -> {
          if (!process.running()) {
            throw new IllegalStateException(
                role.command() + " ended: " + LogTail.of(files.log(role)));
          }
          return answers(health(role));
        });
  }

  /** ServiceAccount admission refuses pods before the controller manager has made the account. */
  void awaitDefaultServiceAccount(Api admin, Duration atMost) {
    await(
        "the controller manager made the default ServiceAccount",
        atMost,
        () -> admin.get("/api/v1/namespaces/default/serviceaccounts/default").ok());
  }

  private static void await(String what, Duration atMost, Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(atMost)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("not after " + atMost.toSeconds() + " s: " + what, e);
    }
  }

  private static URI health(Role role) {
    return switch (role) {
      case ETCD -> URI.create("http://127.0.0.1:" + RoleFlags.ETCD_PORT + "/health");
      case API_SERVER -> URI.create("https://127.0.0.1:" + RoleFlags.PORT + "/readyz");
      case CONTROLLER_MANAGER ->
          URI.create("https://127.0.0.1:" + RoleFlags.CONTROLLER_MANAGER_PORT + "/healthz");
      case SCHEDULER -> URI.create("https://127.0.0.1:" + RoleFlags.SCHEDULER_PORT + "/healthz");
    };
  }

  private boolean answers(URI health) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Controller manager and scheduler serve their health with certificates that they sign
   * themselves. Nothing is sent and nothing is believed but the status code.
   */
  private static SSLContext trustAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
