package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.CallOptions.Tls;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.egress.GuardedNetwork;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that tenants wrote. An answer is bounded in size (after
 * decompression) and the whole exchange in time; redirects are not followed, cookies not kept,
 * proxies not used. A request is sent once: no connection is kept between measurements, so none can
 * turn out to be stale and make the client ask again.
 */
public final class HttpGateway implements AutoCloseable {

  /** Largest answer, in bytes after decompression. */
  static final long MAX_BODY = 1024 * 1024;

  /** OkHttp takes zero for endless. */
  private static final long MIN_NANOS = 1_000_000;

  private final EgressPolicy policy;
  private final HttpSettings settings;
  private final Slots hosts;
  private final Slots namespaces;
  private @Nullable OkHttpClient base;

  public HttpGateway(EgressPolicy policy, HttpSettings settings) {
    this.policy = policy;
    this.settings = settings;
    this.hosts = new Slots(settings.perHost());
    this.namespaces = new Slots(settings.perNamespace());
  }

  /** Made by the first request: it reads the system's trust store, which most starts can spare. */
  private synchronized OkHttpClient base() {
    OkHttpClient made = base;
    if (made == null) {
      made = client();
      base = made;
    }
    return made;
  }

  private OkHttpClient client() {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .proxy(Proxy.NO_PROXY)
            .cookieJar(CookieJar.NO_COOKIES)
            .connectTimeout(CallOptions.LONGEST)
            .readTimeout(CallOptions.LONGEST)
            .writeTimeout(CallOptions.LONGEST);
    settings.trust().ifPresent(trust -> builder.sslSocketFactory(TlsTrust.sockets(trust), trust));
    return builder.build();
  }

  /** Sends a request and waits for the whole answer. */
  public HttpAnswer send(Request request, CallOptions options) {
    if (options.tls() == Tls.UNVERIFIED && settings.insecure() == Insecure.REFUSED) {
      return new HttpAnswer.Failed(
          "insecure: true is not allowed: let the operator trust the server's CA, or start it with --allow-insecure-metrics");
    }
    if (policy.judge(request.url(), options.caller()) instanceof Judgement.Refused(String reason)) {
      return HttpFailures.refused(reason);
    }
    long end = System.nanoTime() + options.timeout().toNanos();
    String host = request.url().host() + ":" + request.url().port();
    String namespace = options.caller().namespace();
    try {
      if (!namespaces.acquire(namespace, options.timeout())) {
        return HttpFailures.timeout(request, options.timeout());
      }
      try {
        if (!hosts.acquire(host, remaining(end))) {
          return HttpFailures.timeout(request, options.timeout());
        }
        try {
          return exchange(request, options, remaining(end));
        } finally {
          hosts.release(host);
        }
      } finally {
        namespaces.release(namespace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpAnswer.Failed("measurement was cancelled");
    }
  }

  private HttpAnswer exchange(Request request, CallOptions options, Duration timeout) {
    try (Response response = client(request, options, timeout).newCall(request).execute()) {
      if (response.isRedirect()) {
        return HttpFailures.refused("redirect");
      }
      return read(response);
    } catch (IOException e) {
      return HttpFailures.failed(request, options.timeout(), e);
    }
  }

  private OkHttpClient client(Request request, CallOptions options, Duration timeout) {
    GuardedNetwork network =
        new GuardedNetwork(new CallersAddresses(policy, options.caller()), request.url().host());
    OkHttpClient.Builder builder =
        base()
            .newBuilder()
            .dns(network::lookup)
            .socketFactory(network.sockets())
            .callTimeout(timeout);
    if (options.tls() == Tls.UNVERIFIED) {
      builder
          .sslSocketFactory(TlsTrust.sockets(TlsTrust.ANYBODY), TlsTrust.ANYBODY)
          .hostnameVerifier((_, _) -> true);
    }
    return builder.build();
  }

  private static HttpAnswer read(Response response) throws IOException {
    BufferedSource source = response.body().source();
    Buffer body = new Buffer();
    while (body.size() <= MAX_BODY) {
      if (source.read(body, MAX_BODY + 1 - body.size()) < 0) {
        return new HttpAnswer.Answered(response.code(), body.readString(StandardCharsets.UTF_8));
      }
    }
    return new HttpAnswer.Failed("response larger than 1 MiB");
  }

  private static Duration remaining(long end) {
    return Duration.ofNanos(Math.max(MIN_NANOS, end - System.nanoTime()));
  }

  /** Ends the client's threads. */
  @Override
  public synchronized void close() {
    OkHttpClient made = base;
    if (made != null) {
      made.dispatcher().executorService().shutdown();
      made.connectionPool().evictAll();
    }
  }
}
