package io.rolloutoperator.notify.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.ServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message to two replicas of one receiver. A request ends only with its answer, or cut off. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplicasTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final EgressPolicy ANYWHERE =
      new EgressPolicy() {
        @Override
        public Judgement judge(HttpUrl url, Caller caller) {
          return new Judgement.Allowed();
        }

        @Override
        public Judgement judge(String host, InetAddress address, Caller caller) {
          return new Judgement.Allowed();
        }
      };

  private final MockWebServer first = new MockWebServer();
  private final MockWebServer second = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    first.start();
    second.start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private Next deliver() {
    HttpSender sender =
        new HttpSender(
            new OkHttpClient.Builder().readTimeout(Duration.ZERO).build(),
            ANYWHERE,
            new Caller("argo-rollouts", Cargo.PLAIN),
            new HttpSender.Settings(
                Duration.ofHours(1), Duration.ofHours(1), InstantSource.fixed(NOW)));
    Prepared prepared = new Prepared.Calls(List.of(request(first), request(second)), true);
    return new Courier(sender, _ -> new Answer.Refused("no mail"))
        .attempt(prepared, new Attempt(1, NOW, NOW))
        .next();
  }

  private static ServiceRequest request(MockWebServer server) {
    return ServiceRequest.post(server.url("/api/v2/alerts").toString(), "[]");
  }

  /** A status, with the seconds of Retry-After behind it, or a replica that hangs. */
  private static MockResponse response(String behaviour) {
    if (behaviour.equals("hangs")) {
      return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    }
    List<String> words = List.of(behaviour.split(" ", 2));
    MockResponse.Builder response =
        new MockResponse.Builder().code(Integer.parseInt(words.getFirst()));
    if (words.size() > 1) {
      response.addHeader("Retry-After", words.getLast());
    }
    return response.build();
  }

  private static String text(Next next) {
    return switch (next) {
      case Next.Done _ -> "delivered";
      case Next.Again(Instant notBefore, String reason) ->
          "%s, again after %ds".formatted(reason, Duration.between(NOW, notBefore).toSeconds());
      case Next.GiveUp(String reason) -> reason + ", given up";
    };
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200    | 200    | delivered",
        "hangs  | 200    | delivered",
        "200    | hangs  | delivered",
        "400    | 200    | delivered",
        "200    | 503    | delivered",
        "400    | 503    | HOST answered 503, again after 1s",
        "503    | 400    | HOST answered 503, again after 1s",
        "400    | 429 30 | HOST answered 429, again after 30s",
        "503 30 | 429 7  | HOST answered 429, again after 7s",
        "503 30 | 502    | HOST answered 502, again after 1s",
        "502    | 503    | HOST answered 502, again after 1s",
        "400    | 400    | HOST answered 400, given up",
        "401    | 400    | HOST answered 401, given up",
      })
  void bothAreAskedAndTheMostHopefulAnswerCounts(String one, String other, String outcome)
      throws InterruptedException {
    first.enqueue(response(one));
    second.enqueue(response(other));

    assertThat(text(deliver())).isEqualTo(outcome.replace("HOST", first.getHostName()));
    for (MockWebServer server : List.of(first, second)) {
      assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v2/alerts");
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void noneWaitsForTheAnswerOfAnother() {
    CountDownLatch asked = new CountDownLatch(2);
    Dispatcher onceBothAreAsked =
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            asked.countDown();
            asked.await();
            return new MockResponse.Builder().code(503).build();
          }
        };
    first.setDispatcher(onceBothAreAsked);
    second.setDispatcher(onceBothAreAsked);

    assertThat(deliver()).isInstanceOf(Next.Again.class);
  }

  @Test
  void withoutOneThatTakesItASlowOneIsWaitedFor() {
    first.enqueue(response("400"));
    second.enqueue(new MockResponse.Builder().headersDelay(3, SECONDS).build());

    assertThat(deliver()).isEqualTo(new Next.Done());
  }
}
