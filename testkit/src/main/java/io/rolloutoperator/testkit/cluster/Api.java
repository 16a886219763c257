package io.rolloutoperator.testkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON access to the API server as one user. Nothing is retried and nothing is cached: the
 * caller sees what the server answered. Safe for use by many threads.
 */
public final class Api implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  /** The server refuses more than 100 requests at once on one HTTP/2 connection. */
  private static final int PARALLEL_REQUESTS = 80;

  private final URI server;
  private final Optional<String> token;
  private final String userAgent;
  private final HttpClient http;
  private final Semaphore slots = new Semaphore(PARALLEL_REQUESTS);

  private Api(URI server, SSLContext tls, Optional<String> token, String userAgent) {
    this.server = server;
    this.token = token;
    this.userAgent = userAgent;
    this.http =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** How a patch is to be merged. */
  public enum Patch {
    /** RFC 7386. */
    MERGE("application/merge-patch+json"),
    /** Lists are merged by the keys that the type declares; only for built-in types. */
    STRATEGIC("application/strategic-merge-patch+json"),
    /** Server-side apply. */
    APPLY("application/apply-patch+yaml");

    private final String contentType;

    Patch(String contentType) {
      this.contentType = contentType;
    }
  }

  /** One answer: the HTTP status and the object or Status that came with it. */
  public record Response(int status, JsonNode body) {
    /** Returns whether the server did what was asked. */
    public boolean ok() {
      return status >= 200 && status < 300;
    }

    /**
     * Returns the body of a good answer.
     *
     * @throws IllegalStateException with the server's message for any other
     */
    public JsonNode orThrow(String what) {
      if (ok()) {
        return body;
      }
      throw new IllegalStateException(
          what + ": " + status + " " + body.path("message").asText(Json.write(body)));
    }
  }

  /**
   * Opens a client. No connection is made before the first request.
   *
   * @param server scheme, host and port
   * @param authority the CA's certificate, PEM
   */
  public static Api connect(URI server, Path authority, Credentials credentials, String userAgent) {
    try {
      SSLContext tls = Tls.context(authority, credentials);
      return new Api(server, tls, token(credentials), userAgent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> token(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Certificate _ -> Optional.empty();
      case Credentials.Token(String value) -> Optional.of(value);
    };
  }

  /** Opens a client as a kubeconfig says, whoever wrote it, with any kind of key. */
  public static Api connect(Path kubeconfig, String userAgent) {
    try {
      Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
      return new Api(
          URI.create(config.getMasterUrl()),
          SSLUtils.sslContext(config),
          Optional.ofNullable(config.getAutoOAuthToken()),
          userAgent);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot connect with " + kubeconfig + ": " + e, e);
    }
  }

  /** Reads an object or a list. */
  public Response get(String path) throws IOException {
    return send("GET", path, null, null);
  }

  /** Creates an object. */
  public Response post(String path, JsonNode body) throws IOException {
    return send("POST", path, body, "application/json");
  }

  /** Replaces an object. */
  public Response put(String path, JsonNode body) throws IOException {
    return send("PUT", path, body, "application/json");
  }

  /** Changes an object. */
  public Response patch(String path, Patch kind, JsonNode body) throws IOException {
    return send("PATCH", path, body, kind.contentType);
  }

  /**
   * Deletes an object.
   *
   * @param options a DeleteOptions object, or an empty one
   */
  public Response delete(String path, JsonNode options) throws IOException {
    return send("DELETE", path, options, "application/json");
  }

  /**
   * Sends a request as another client wrote it.
   *
   * @param headers that stand for this client's own
   * @param body as it is, "" for none
   */
  public Response replay(String method, String path, Map<String, String> headers, String body)
      throws IOException {
    HttpRequest.Builder request = request(path).timeout(REQUEST_TIMEOUT);
    headers.forEach(request::setHeader);
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    HttpResponse<byte[]> response = exchange(request.build(), BodyHandlers.ofByteArray());
    return new Response(response.statusCode(), bodyOf(response));
  }

  private Response send(
      String method, String path, @Nullable JsonNode body, @Nullable String contentType)
      throws IOException {
    HttpRequest.Builder request = request(path).timeout(REQUEST_TIMEOUT);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    HttpResponse<byte[]> response = exchange(request.build(), BodyHandlers.ofByteArray());
    return new Response(response.statusCode(), bodyOf(response));
  }

  /** A body that is no JSON (the text of /readyz, a panic) becomes a JSON string. */
  private static JsonNode bodyOf(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    return json
        ? Json.parse(body)
        : Json.object().put("message", new String(body, StandardCharsets.UTF_8));
  }

  /** Opens a stream of watch events, one JSON document a line. The caller closes it. */
  InputStream stream(String path) throws IOException {
    HttpResponse<InputStream> response =
        exchange(request(path).build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream in = response.body()) {
        throw new IOException(
            "watch "
                + path
                + ": "
                + response.statusCode()
                + " "
                + new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return response.body();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      slots.acquire();
      try {
        return http.send(request, handler);
      } finally {
        slots.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(request.method() + " " + request.uri());
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Accept", "application/json")
            .header("User-Agent", userAgent);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
