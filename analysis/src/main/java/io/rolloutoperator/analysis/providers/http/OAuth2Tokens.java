package io.rolloutoperator.analysis.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.api.analysis.OAuth2Config;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Gets OAuth 2 tokens by client credentials (RFC 6749, 4.4) and keeps them until shortly before
 * they expire.
 */
public final class OAuth2Tokens {

  private static final int MOST_TOKENS = 1_000;
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** For a server that does not say how long its tokens live. */
  private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(1);

  private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,64}");

  private final HttpGateway gateway;
  private final InstantSource clock;
  private final Map<Key, Token> tokens = new LinkedHashMap<>();

  public OAuth2Tokens(HttpGateway gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  /** A token, or why there is none. */
  public sealed interface Grant {
    record Granted(String accessToken) implements Grant {
      @Override
      public String toString() {
        return "Granted[*****]";
      }
    }

    /**
     * No token.
     *
     * @param problem one line without credentials
     */
    record Refused(String problem) implements Grant {}
  }

  /** Whose token it is; the secret only as a hash. */
  private record Key(
      String namespace, String tokenUrl, String clientId, String secretHash, List<String> scopes) {}

  private record Token(String accessToken, Instant expiry) {}

  /** A token that is valid now, from the cache or the server. */
  public Grant token(OAuth2Config config, CallOptions options) {
    Key key = key(config, options.caller());
    Token cached = cached(key);
    if (cached != null && clock.instant().isBefore(cached.expiry())) {
      return new Grant.Granted(cached.accessToken());
    }
    HttpUrl url = HttpUrl.parse(config.tokenUrl());
    if (url == null) {
      return new Grant.Refused("oauth2: tokenUrl is not an http or https address");
    }
    HttpAnswer answer = gateway.send(byHeader(config, url), options);
    if (answer instanceof HttpAnswer.Answered(int status, _) && (status == 400 || status == 401)) {
      answer = gateway.send(byForm(config, url), options);
    }
    return switch (answer) {
      case HttpAnswer.Failed(String reason) ->
          new Grant.Refused("oauth2: cannot fetch token: " + reason);
      case HttpAnswer.Answered answered -> read(answered, key);
    };
  }

  /** Forgets a token that a server did not accept. */
  public synchronized void forget(OAuth2Config config, Caller caller) {
    tokens.remove(key(config, caller));
  }

  private Grant read(HttpAnswer.Answered answered, Key key) {
    JsonNode body =
        switch (BoundedJson.parse(answered.body())) {
          case BoundedJson.Parsed.Tree(JsonNode root) -> root;
          case BoundedJson.Parsed.Broken _ -> MissingNode.getInstance();
        };
    if (!answered.isSuccess()) {
      String code = body.path("error").asText("");
      return new Grant.Refused(
          "oauth2: cannot fetch token: status "
              + answered.status()
              + (ERROR_CODE.matcher(code).matches() ? " " + code : ""));
    }
    String token = body.path("access_token").asText("");
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return new Grant.Refused("oauth2: server response missing access_token");
    }
    long seconds = body.path("expires_in").asLong(0);
    Duration life = seconds > 0 ? Duration.ofSeconds(Math.min(seconds, 86_400)) : UNKNOWN_LIFE;
    remember(key, new Token(token, clock.instant().plus(life).minus(MARGIN)));
    return new Grant.Granted(token);
  }

  private synchronized @Nullable Token cached(Key key) {
    return tokens.get(key);
  }

  private synchronized void remember(Key key, Token token) {
    tokens.remove(key);
    tokens.put(key, token);
    if (tokens.size() > MOST_TOKENS) {
      tokens.remove(tokens.keySet().iterator().next());
    }
  }

  /** As the standard prefers it; some servers want the second way. */
  private static Request byHeader(OAuth2Config config, HttpUrl url) {
    String id = URLEncoder.encode(config.clientId(), StandardCharsets.UTF_8);
    String secret = URLEncoder.encode(config.clientSecret(), StandardCharsets.UTF_8);
    return new Request.Builder()
        .url(url)
        .header("Authorization", okhttp3.Credentials.basic(id, secret, StandardCharsets.UTF_8))
        .post(form(config).build())
        .build();
  }

  private static Request byForm(OAuth2Config config, HttpUrl url) {
    FormBody body =
        form(config)
            .add("client_id", config.clientId())
            .add("client_secret", config.clientSecret())
            .build();
    return new Request.Builder().url(url).post(body).build();
  }

  private static FormBody.Builder form(OAuth2Config config) {
    FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
    return config.scopes().isEmpty() ? form : form.add("scope", String.join(" ", config.scopes()));
  }

  private static Key key(OAuth2Config config, Caller caller) {
    return new Key(
        caller.namespace(),
        config.tokenUrl(),
        config.clientId(),
        hash(config.clientSecret()),
        config.scopes());
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
