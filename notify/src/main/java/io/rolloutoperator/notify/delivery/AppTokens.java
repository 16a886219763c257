package io.rolloutoperator.notify.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.service.GitHubApp;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds the token of an installation to requests of GitHub Apps. A token is asked for once and used
 * until a minute before it ends.
 *
 * @see <a
 *     href="https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app">GitHub,
 *     authenticating as an installation</a>
 */
public final class AppTokens implements RequestSender {

  private static final Duration RESERVE = Duration.ofMinutes(1);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RequestSender inner;
  private final InstantSource clock;
  private final Map<GitHubApp, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String value, Instant end) {}

  public AppTokens(RequestSender inner, InstantSource clock) {
    this.inner = inner;
    this.clock = clock;
  }

  @Override
  public Answer send(ServiceRequest request) {
    if (request.app().isEmpty()) {
      return inner.send(request);
    }
    GitHubApp app = request.app().get();
    Token known = tokens.get(app);
    if (known == null || !clock.instant().isBefore(known.end.minus(RESERVE))) {
      Answer answer = ask(app);
      Optional<Token> fresh = token(answer);
      if (fresh.isEmpty()) {
        return unsent(answer);
      }
      known = fresh.get();
      tokens.put(app, known);
    }
    return inner.send(request.with("Authorization", "Bearer " + known.value));
  }

  /** An answer without a token is that of the whole request: nothing can be sent without one. */
  private Answer ask(GitHubApp app) {
    try {
      String url = app.api() + "/app/installations/" + app.installationId() + "/access_tokens";
      return inner.send(
          ServiceRequest.post(url, "")
              .with("Accept", "application/vnd.github+json")
              .with("Authorization", "Bearer " + AppAssertion.of(app, clock.instant())));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return new Answer.Refused("the private key of the GitHub App cannot be read");
    }
  }

  /** A good answer that has no token must not pass for that of the request, which was not sent. */
  private static Answer unsent(Answer answer) {
    return answer instanceof Answer.Answered good && good.status() / 100 == 2
        ? new Answer.Failed(good.host() + " gave no token for the GitHub App")
        : answer;
  }

  private static Optional<Token> token(Answer answer) {
    if (!(answer instanceof Answer.Answered answered) || answered.status() != 201) {
      return Optional.empty();
    }
    try {
      JsonNode body = MAPPER.readTree(answered.body());
      return Optional.of(
          new Token(body.path("token").asText(), Instant.parse(body.path("expires_at").asText())));
    } catch (JacksonException | DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
