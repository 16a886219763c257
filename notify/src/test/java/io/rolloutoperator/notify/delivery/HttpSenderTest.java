package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.http.EgressPolicy;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.notify.service.AnswerRule;
import io.rolloutoperator.notify.service.ServiceRequest;
import io.rolloutoperator.notify.service.ServiceRequest.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSenderTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  /** Loopback is refused where the word of the case says so. */
  private record Policy(String refusedUrl, String refusedAddress) implements EgressPolicy {
    @Override
    public Judgement judge(HttpUrl url, Caller caller) {
      return refusedUrl.isEmpty() ? new Judgement.Allowed() : new Judgement.Refused(refusedUrl);
    }

    @Override
    public Judgement judge(String host, InetAddress address, Caller caller) {
      return refusedAddress.isEmpty()
          ? new Judgement.Allowed()
          : new Judgement.Refused(refusedAddress);
    }
  }

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpSender sender(Policy policy, Duration timeout) {
    return new HttpSender(
        new OkHttpClient(),
        policy,
        new Caller("argo-rollouts", Cargo.PLAIN),
        new HttpSender.Settings(timeout, timeout.multipliedBy(9), InstantSource.fixed(NOW)));
  }

  private Answer send(Policy policy) {
    return sender(policy, Duration.ofSeconds(10)).send(request("POST", "{\"a\":1}"));
  }

  private ServiceRequest request(String method, String body) {
    return new ServiceRequest(
        method,
        server.url("/hook?token=s3cr3t").toString(),
        List.of(new Header("Content-Type", "application/json"), new Header("X-Token", "t")),
        body,
        AnswerRule.SUCCESS);
  }

  private static final Policy ANY = new Policy("", "");

  @Test
  void aRequestIsSentAsItIsPrepared() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(202).body("taken").build());

    assertThat(send(ANY))
        .isEqualTo(new Answer.Answered(server.getHostName(), 202, "taken", Optional.empty()));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/hook?token=s3cr3t");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("X-Token")).isEqualTo("t");
    assertThat(String.valueOf(request.getBody())).contains("{\"a\":1}");
  }

  @Test
  void aGetHasNoBody() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().build());
    sender(ANY, Duration.ofSeconds(10)).send(request("GET", ""));

    assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
  }

  @Test
  void retryAfterIsReadInSecondsAndAsADate() {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "7").build());
    server.enqueue(
        new MockResponse.Builder()
            .code(503)
            .addHeader("Retry-After", "Wed, 04 Mar 2026 15:05:05 GMT")
            .build());

    assertThat(send(ANY))
        .isEqualTo(
            new Answer.Answered(server.getHostName(), 429, "", Optional.of(NOW.plusSeconds(7))));
    assertThat(send(ANY))
        .isEqualTo(
            new Answer.Answered(server.getHostName(), 503, "", Optional.of(NOW.plusSeconds(60))));
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", server.url("/x")).build());

    assertThat(send(ANY))
        .isEqualTo(new Answer.Answered(server.getHostName(), 302, "", Optional.empty()));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void ofAHugeAnswerTheBeginningIsRead() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(2_000_000)).build());

    assertThat(((Answer.Answered) send(ANY)).body()).hasSize(64 * 1024);
  }

  @Test
  void anAnswerThatStallsAfterItsStatusIsOne() {
    server.enqueue(
        new MockResponse.Builder().code(200).body("ok").bodyDelay(30, TimeUnit.SECONDS).build());

    assertThat(sender(ANY, Duration.ofSeconds(1)).send(request("POST", "{}")))
        .isEqualTo(new Answer.Answered(server.getHostName(), 200, "", Optional.empty()));
  }

  @Test
  void aReceiverThatIsSilentIsNotWaitedFor() {
    server.enqueue(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).build());

    assertThat(sender(ANY, Duration.ofSeconds(1)).send(request("POST", "{}")))
        .isEqualTo(new Answer.Failed(server.getHostName() + " did not answer within 1s"));
  }

  @Test
  void aReceiverThatIsSlowIsWaitedForWhenItIsAskedAgain() {
    server.enqueue(new MockResponse.Builder().headersDelay(3, TimeUnit.SECONDS).build());
    server.enqueue(new MockResponse.Builder().headersDelay(3, TimeUnit.SECONDS).build());
    HttpSender sender = sender(ANY, Duration.ofSeconds(1));
    ServiceRequest request = request("POST", "{}");

    assertThat(sender.send(request)).isInstanceOf(Answer.Failed.class);
    assertThat(sender.send(request.again()))
        .isEqualTo(new Answer.Answered(server.getHostName(), 200, "", Optional.empty()));
  }

  @Test
  void nothingIsSentToAnAddressThatIsNotAllowed() {
    String sentence = server.getHostName() + ": address not allowed by egress policy ";

    assertThat(send(new Policy("metadata", "")))
        .isEqualTo(new Answer.Refused(sentence + "(metadata)"));
    assertThat(send(new Policy("", "loopback")))
        .isEqualTo(new Answer.Refused(sentence + "(loopback)"));
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aReceiverThatIsDownIsToldByItsHostAlone() {
    ServiceRequest request = request("POST", "{}");
    server.close();

    assertThat(sender(ANY, Duration.ofSeconds(10)).send(request))
        .isEqualTo(new Answer.Failed("no connection to " + server.getHostName()));
  }

  @Test
  void aCertificateThatNobodyTrustsIsToldByItsHost() {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName(server.getHostName()).build();
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());

    assertThat(send(ANY))
        .isEqualTo(
            new Answer.Failed(
                "TLS certificate of \"" + server.getHostName() + "\" is not trusted"));
  }

  @Test
  void anAddressThatIsNoUrlIsRefused() {
    assertThat(
            sender(ANY, Duration.ofSeconds(1))
                .send(new ServiceRequest("GET", "ftp://s3cr3t", List.of(), "", AnswerRule.SUCCESS)))
        .isEqualTo(new Answer.Refused("the service's address is not a URL"));
  }
}
