package io.rolloutoperator.kubectl.http;

import io.rolloutoperator.notify.delivery.Answer;
import io.rolloutoperator.notify.delivery.RequestSender;
import io.rolloutoperator.notify.delivery.RetryAfter;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * Sends a notification's requests from the machine of the person who tries them: no redirects, one
 * attempt, 10 s. Reasons name the host alone, because paths of webhooks are credentials.
 */
public final class NotificationRequests implements RequestSender {

  /** How long a receiver is waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_OF_BODY = 64 * 1024;

  private final Clock clock;

  public NotificationRequests(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Answer send(ServiceRequest request) {
    HttpRequest sent;
    try {
      sent = request(request);
    } catch (IllegalArgumentException _) {
      return new Answer.Refused("the service's address or headers are not valid");
    }
    String host = sent.uri().getHost();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<InputStream> response = client.send(sent, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer.Answered(
            host,
            response.statusCode(),
            new String(body.readNBytes(MOST_OF_BODY), StandardCharsets.UTF_8),
            RetryAfter.of(
                name -> response.headers().firstValue(name).orElse(null), clock.instant()));
      }
    } catch (IOException _) {
      return new Answer.Failed("no answer from " + host);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("interrupted");
    }
  }

  private static HttpRequest request(ServiceRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(PATIENCE)
            .header("User-Agent", "kubectl-rollouts");
    request.headers().forEach(header -> builder.header(header.name(), header.value()));
    boolean hasBody = !request.method().equals("GET");
    return builder
        .method(
            request.method(),
            hasBody ? BodyPublishers.ofString(request.body()) : BodyPublishers.noBody())
        .build();
  }
}
