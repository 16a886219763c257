package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.egress.AddressRule;
import io.rolloutoperator.egress.GuardedNetwork;
import io.rolloutoperator.egress.RefusedAddressException;
import io.rolloutoperator.egress.RefusedHostException;
import io.rolloutoperator.gitsync.source.remote.HttpAccess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Sends requests to addresses that tenants wrote: HTTPS only, no redirects (they would carry the
 * token elsewhere), no proxy, answers of at most 1 MiB, one attempt.
 */
public final class ForgeHttp {

  private static final long MAX_BODY = 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .build();

  private final OkHttpClient base;
  private final AddressRule rule;
  private final Duration timeout;
  private final InstantSource clock;

  /**
   * A way to the APIs.
   *
   * @param base brings the trust in certificates; its other settings are replaced
   * @param timeout of a whole exchange
   */
  public ForgeHttp(OkHttpClient base, AddressRule rule, Duration timeout, InstantSource clock) {
    this.base = base;
    this.rule = rule;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** A way to the APIs whose certificates the system trusts. */
  public static ForgeHttp of(AddressRule rule, Duration timeout) {
    return new ForgeHttp(HttpAccess.plain(), rule, timeout, InstantSource.system());
  }

  /** The host, with its port unless it is the usual one. */
  static String authority(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }

  /** Sends a request and waits for the whole answer. */
  ForgeAnswer send(Request request) {
    String host = authority(request.url());
    if (!request.isHttps()) {
      return new ForgeAnswer.Failed("the API of " + host + " needs an https:// URL");
    }
    OkHttpClient client = client(request.url().host());
    try (Response response = client.newCall(request).execute()) {
      return answered(host, response);
    } catch (IOException e) {
      return new ForgeAnswer.Failed(reason(host, e));
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private OkHttpClient client(String host) {
    GuardedNetwork network = new GuardedNetwork(rule, host);
    return base.newBuilder()
        .dns(network::lookup)
        .socketFactory(network.sockets())
        // Not of zero: such a pool may close a connection before its first request is sent.
        .connectionPool(new ConnectionPool(1, 1, TimeUnit.SECONDS))
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .proxy(Proxy.NO_PROXY)
        .authenticator(Authenticator.NONE)
        .cookieJar(CookieJar.NO_COOKIES)
        .callTimeout(timeout)
        .build();
  }

  private ForgeAnswer.Answered answered(String host, Response response) throws IOException {
    RetryTime retry = new RetryTime(clock.instant());
    ForgeAnswer.Answered answer =
        new ForgeAnswer.Answered(
            host, response.code(), json(response), retry.of(response.headers()));
    return answer.notBefore().isEmpty() && ForgeErrors.isRateLimit(answer)
        ? answer.notBefore(retry.unnamed())
        : answer;
  }

  private static JsonNode json(Response response) throws IOException {
    BufferedSource source = response.body().source();
    Buffer body = new Buffer();
    while (body.size() <= MAX_BODY) {
      if (source.read(body, MAX_BODY + 1 - body.size()) < 0) {
        return parsed(body.readString(StandardCharsets.UTF_8));
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private String reason(String host, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedAddressException || cause instanceof RefusedHostException) {
        return String.valueOf(cause.getMessage());
      }
      if (cause instanceof CertificateException) {
        return "TLS certificate of \"" + host + "\" is not trusted";
      }
    }
    return switch (e) {
      case UnknownHostException _ -> "host " + host + " not found";
      case InterruptedIOException _ -> host + " did not answer within " + timeout.toSeconds() + "s";
      case SSLException _ -> "no TLS with " + host + ": " + line(e);
      default -> "no connection to " + host + ": " + line(e);
    };
  }

  private static String line(IOException e) {
    String message = e.getMessage();
    return OneLine.clean(message == null ? e.getClass().getSimpleName() : message, 200);
  }
}
