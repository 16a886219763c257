package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import io.rolloutoperator.egress.AddressRule;
import io.rolloutoperator.egress.GuardedNetwork;
import io.rolloutoperator.egress.RefusedAddressException;
import io.rolloutoperator.egress.RefusedHostException;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Sends requests to addresses that the configuration names, under the egress rules: no redirects,
 * no proxy, no cookies, one attempt, at most 64 KiB of the answer are read. Reasons name the host
 * and nothing else of an address, because paths and queries of webhooks are credentials.
 */
public final class HttpSender implements RequestSender {

  private static final long MAX_BODY = 64 * 1024;

  private final OkHttpClient base;
  private final EgressPolicy policy;
  private final Caller caller;
  private final Settings settings;
  private final RequestSender way;

  /**
   * How requests are made.
   *
   * @param timeout of a whole exchange
   * @param patience the same for a request that was sent before: its receiver may be slow and not
   *     away, has then heard of it already, and would hear of it with each attempt
   */
  public record Settings(Duration timeout, Duration patience, InstantSource clock) {

    /** 10 s, and 90 s. */
    public static final Settings DEFAULT =
        new Settings(Duration.ofSeconds(10), Duration.ofSeconds(90), InstantSource.system());

    private Duration time(ServiceRequest request) {
      return request.repeated() ? patience : timeout;
    }
  }

  /**
   * A sender.
   *
   * @param base brings the trust in certificates; its other settings are replaced
   * @param caller whose configuration names the addresses
   */
  public HttpSender(OkHttpClient base, EgressPolicy policy, Caller caller, Settings settings) {
    this.base = base;
    this.policy = policy;
    this.caller = caller;
    this.settings = settings;
    this.way = new SlackPeople(new AppTokens(this::exchange, settings.clock()));
  }

  @Override
  public Answer send(ServiceRequest request) {
    return way.send(request);
  }

  private Answer exchange(ServiceRequest request) {
    HttpUrl url = HttpUrl.parse(request.url());
    if (url == null) {
      return new Answer.Refused("the service's address is not a URL");
    }
    if (policy.judge(url, caller) instanceof Judgement.Refused(String reason)) {
      return new Answer.Refused(url.host() + ": " + AddressRule.sentence(reason));
    }
    Duration time = settings.time(request);
    OkHttpClient client = client(url.host(), time);
    try (Response response = client.newCall(request(url, request)).execute()) {
      return new Answer.Answered(
          url.host(),
          response.code(),
          body(response),
          RetryAfter.of(response::header, settings.clock().instant()));
    } catch (IllegalArgumentException _) {
      return new Answer.Refused(url.host() + ": a header has characters that are not allowed");
    } catch (IOException e) {
      return failed(url.host(), time, e);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static Request request(HttpUrl url, ServiceRequest request) {
    Request.Builder builder =
        new Request.Builder().url(url).header("User-Agent", "rollout-operator");
    request.headers().forEach(header -> builder.header(header.name(), header.value()));
    // As bytes: of a text the client would add a character set to the type that was asked for.
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    boolean hasBody = !request.method().equals("GET");
    return builder.method(request.method(), hasBody ? RequestBody.create(body) : null).build();
  }

  private OkHttpClient client(String host, Duration time) {
    GuardedNetwork network = new GuardedNetwork(this::refusal, host);
    return base.newBuilder()
        .dns(network::lookup)
        .socketFactory(network.sockets())
        .connectionPool(new ConnectionPool(1, 1, TimeUnit.SECONDS))
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .proxy(Proxy.NO_PROXY)
        .authenticator(Authenticator.NONE)
        .cookieJar(CookieJar.NO_COOKIES)
        .readTimeout(time)
        .callTimeout(time)
        .build();
  }

  private Optional<String> refusal(String host, InetAddress address) {
    return policy.judge(host, address, caller) instanceof Judgement.Refused(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /**
   * What came of it: the status has been answered, and a message that was taken is not sent anew.
   */
  private static String body(Response response) {
    BufferedSource source = response.body().source();
    Buffer body = new Buffer();
    try {
      while (body.size() < MAX_BODY && source.read(body, MAX_BODY - body.size()) >= 0) {
        // The rest, however long it is, is not read.
      }
    } catch (IOException _) {
      // A connection that ends or stalls in the middle of the answer.
    }
    return body.readString(StandardCharsets.UTF_8);
  }

  private static Answer failed(String host, Duration time, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedAddressException || cause instanceof RefusedHostException) {
        return new Answer.Refused(host + ": " + cause.getMessage());
      }
      if (cause instanceof CertificateException) {
        return new Answer.Failed("TLS certificate of \"" + host + "\" is not trusted");
      }
    }
    return new Answer.Failed(
        switch (e) {
          case UnknownHostException _ -> "host " + host + " not found";
          case InterruptedIOException _ ->
              host + " did not answer within " + time.toSeconds() + "s";
          case SSLException _ -> "no TLS with " + host;
          default -> "no connection to " + host;
        });
  }
}
