package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request of JGit's, sent by OkHttp. Answers that are no part of the protocol end here, with a
 * message, before JGit can read anything into them.
 */
final class GitHttpConnection implements HttpConnection {

  private static final int MULTIPLE_CHOICES = 300;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpAccess access;
  private final Exchange exchange;
  private final Redirects redirects;
  private final URL url;
  private final Headers.Builder headers = new Headers.Builder();
  private final Buffer body = new Buffer();
  private String method = "GET";
  private @Nullable Response response;

  GitHttpConnection(HttpAccess access, Exchange exchange, Redirects redirects, URL url) {
    this.access = access;
    this.exchange = exchange;
    this.redirects = redirects;
    this.url = url;
  }

  private Response response() throws IOException {
    Response known = response;
    if (known == null) {
      known = send();
      response = known;
    }
    return known;
  }

  private Response send() throws IOException {
    access.authorization().ifPresent(value -> headers.set("Authorization", value));
    // Left to OkHttp, which then unpacks the answer, so that what is counted is what JGit gets.
    headers.removeAll("Accept-Encoding");
    RequestBody content =
        method.equals("POST") ? RequestBody.create(body.readByteArray(), mediaType()) : null;
    Request request =
        new Request.Builder().url(url).headers(headers.build()).method(method, content).build();
    Call call = access.client().newCall(request);
    call.timeout().timeout(exchange.remaining().toNanos(), TimeUnit.NANOSECONDS);
    try {
      Response answer = call.execute();
      exchange.opened(answer);
      check(answer);
      return answer;
    } catch (Exception e) {
      // Kotlin declares no checked exceptions: an interrupt comes through as it is.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw exchange.fail(exchange.explain(e));
    }
  }

  private @Nullable MediaType mediaType() {
    String type = headers.get("Content-Type");
    return type == null ? null : MediaType.parse(type);
  }

  private void check(Response answer) throws SourceException {
    String host = access.remote().url().host();
    int code = answer.code();
    SourceException problem = null;
    if (code == 401 || code == 403 || code == 407) {
      problem = SourceException.refused("authentication failed for " + host);
    } else if (code == HTTP_NOT_FOUND) {
      problem = SourceException.refused("repository not found at " + host);
    } else if (code >= SERVER_ERROR || code == TOO_MANY_REQUESTS) {
      problem = SourceException.unreachable(host + " answered " + code);
    } else if (code >= MULTIPLE_CHOICES && code < BAD_REQUEST) {
      redirects.check(url, method, Objects.requireNonNullElse(answer.header("Location"), ""));
    } else if (code != HTTP_OK) {
      problem = SourceException.refused(host + " answered " + code);
    } else if (!speaksGit(answer)) {
      problem = SourceException.refused("no Git repository at " + host + ": smart HTTP expected");
    }
    if (problem != null) {
      throw problem;
    }
  }

  /** Without this JGit would fall back to a protocol that has no limits and knows no shallow. */
  private boolean speaksGit(Response answer) {
    String type = answer.header("Content-Type", "");
    return type != null
        && type.startsWith("application/x-git-")
        && (method.equals("GET") ? type.endsWith("-advertisement") : type.endsWith("-result"));
  }

  @Override
  public int getResponseCode() throws IOException {
    return response().code();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return response().message();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new CountedInput(response().body().byteStream(), exchange);
  }

  @Override
  public OutputStream getOutputStream() {
    return body.outputStream();
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public void setRequestProperty(String key, String value) {
    headers.set(key, value);
  }

  @Override
  public void setRequestMethod(String method) {
    this.method = method.toUpperCase(Locale.ROOT);
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public @Nullable String getContentType() {
    return getHeaderField("Content-Type");
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    return response == null ? null : response.header(name);
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return response == null ? List.of() : response.headers(name);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return response == null ? Map.of() : response.headers().toMultimap();
  }

  /** Not known: it may be that of a packed answer. */
  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public boolean usingProxy() {
    return access.remote().proxy().isPresent();
  }

  @Override
  public void connect() throws IOException {
    response();
  }

  @Override
  public void setUseCaches(boolean use) {
    // There is no cache.
  }

  @Override
  public void setConnectTimeout(int timeout) {
    // The exchange has a deadline.
  }

  @Override
  public void setReadTimeout(int timeout) {
    // The exchange has a deadline.
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    // Never.
  }

  @Override
  public void setDoOutput(boolean output) {
    // The method says so.
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    // Requests are gathered before they are sent.
  }

  @Override
  public void setChunkedStreamingMode(int length) {
    // Requests are gathered before they are sent.
  }

  /** JGit asks for this, and for the next one, if certificates are not to be checked: never. */
  @Override
  public void configure(
      KeyManager @Nullable [] keys,
      TrustManager @Nullable [] trust,
      @Nullable SecureRandom random) {
    throw new UnsupportedOperationException("TLS is not configurable per request");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new UnsupportedOperationException("TLS is not configurable per request");
  }
}
