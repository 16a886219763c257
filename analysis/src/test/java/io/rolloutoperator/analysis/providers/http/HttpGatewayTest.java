package io.rolloutoperator.analysis.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.http.CallOptions.Tls;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Cargo;
import io.rolloutoperator.analysis.providers.http.EgressSettings.SecretDestinations;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MockWebServer server = new MockWebServer();
  private HttpGateway gateway = new HttpGateway(new AnyAddress(), HttpSettings.DEFAULT);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  @Test
  void anAnswerIsReadWhole() {
    server.enqueue(new MockResponse.Builder().code(201).body("grün").build());
    assertThat(get("/x")).isEqualTo(new HttpAnswer.Answered(201, "grün"));
  }

  @Test
  void anAnswerOfOneMebibyteIsReadAndAByteMoreIsNot() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(1024 * 1024)).build());
    server.enqueue(new MockResponse.Builder().body("x".repeat(1024 * 1024 + 1)).build());
    assertThat(get("/")).isInstanceOf(HttpAnswer.Answered.class);
    assertThat(get("/")).isEqualTo(new HttpAnswer.Failed("response larger than 1 MiB"));
  }

  @Test
  void aGzipBombIsCutAfterDecompression() throws IOException {
    Buffer bomb = new Buffer();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb.outputStream())) {
      byte[] zeros = new byte[1024 * 1024];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(bomb).build());
    assertThat(get("/")).isEqualTo(new HttpAnswer.Failed("response larger than 1 MiB"));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(get("/"))
        .isEqualTo(
            new HttpAnswer.Failed(
                "Get \""
                    + server.url("/").toString().replaceAll("/$", "")
                    + "\": no answer within 1s"));
  }

  @Test
  void aServerThatDripsIsGivenUpAtTheSameTime() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(1000))
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());
    long start = System.nanoTime();
    assertThat(get("/")).asString().contains("no answer within 1s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Location", "http://169.254.169.254/")
            .build());
    assertThat(get("/"))
        .isEqualTo(new HttpAnswer.Failed("address not allowed by egress policy (redirect)"));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aBrokenConnectionIsNotAskedAgain() {
    server.enqueue(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    server.enqueue(new MockResponse.Builder().body("second").build());
    assertThat(get("/")).isInstanceOf(HttpAnswer.Failed.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void noConnectionIsKept() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().body("x").addHeader("Set-Cookie", "a=b").build());
      assertThat(get("/")).isInstanceOf(HttpAnswer.Answered.class);
      RecordedRequest request = server.takeRequest();
      assertThat(request.getExchangeIndex()).isZero();
      assertThat(request.getHeaders().get("Cookie")).isNull();
    }
  }

  @Test
  void aClosedPortIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(send("http://127.0.0.1:" + port + "/x?token=1", gateway, Tls.VERIFIED))
        .isEqualTo(
            new HttpAnswer.Failed(
                "Get \"http://127.0.0.1:%d/x?token=1\": dial tcp 127.0.0.1:%d: connect: connection refused"
                    .formatted(port, port)));
  }

  @Test
  void anUnknownHostIsNamed() {
    assertThat(send("http://nosuch.invalid/", gateway, Tls.VERIFIED))
        .isEqualTo(
            new HttpAnswer.Failed(
                "Get \"http://nosuch.invalid\": dial tcp: lookup nosuch.invalid: no such host"));
  }

  @Test
  void theGuardIsAskedBeforeTheFirstPacket() {
    gateway.close();
    gateway =
        new HttpGateway(
            new EgressGuard(
                new EgressSettings(
                    List.of(),
                    Map.of(),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    "own",
                    SecretDestinations.ALLOWED_HOSTS)),
            HttpSettings.DEFAULT);
    int port = server.getPort();
    for (String host :
        List.of("127.0.0.1", "0x7f000001", "2130706433", "localhost", "[::1]", "[::ffff:7f00:1]")) {
      assertThat(send("http://" + host + ":" + port, gateway, Tls.VERIFIED))
          .as(host)
          .isEqualTo(new HttpAnswer.Failed("address not allowed by egress policy (loopback)"));
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theSocketIsJudgedToo() {
    EgressPolicy onlyAtTheSocket =
        new EgressPolicy() {
          @Override
          public Judgement judge(okhttp3.HttpUrl url, Caller caller) {
            return new Judgement.Allowed();
          }

          @Override
          public Judgement judge(String host, java.net.InetAddress address, Caller caller) {
            return new Judgement.Refused("loopback");
          }
        };
    try (HttpGateway guarded = new HttpGateway(onlyAtTheSocket, HttpSettings.DEFAULT)) {
      assertThat(send("http://127.0.0.1:" + server.getPort(), guarded, Tls.VERIFIED))
          .isEqualTo(new HttpAnswer.Failed("address not allowed by egress policy (loopback)"));
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void anUnknownCertificateIsRefusedUnlessTheOperatorAllowsIt() {
    HeldCertificate own =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory());
    server.enqueue(new MockResponse.Builder().body("ok").build());
    server.enqueue(new MockResponse.Builder().body("ok").build());
    String url = "https://127.0.0.1:" + server.getPort() + "/";
    assertThat(send(url, gateway, Tls.VERIFIED)).asString().contains("127.0.0.1").contains("tls: ");
    assertThat(send(url, gateway, Tls.UNVERIFIED))
        .asString()
        .contains("insecure: true is not allowed");
    try (HttpGateway lenient =
        new HttpGateway(
            new AnyAddress(), new HttpSettings(Insecure.ALLOWED, Optional.empty(), 8, 16))) {
      assertThat(send(url, lenient, Tls.VERIFIED)).asString().contains("tls: ");
      assertThat(send(url, lenient, Tls.UNVERIFIED)).isEqualTo(new HttpAnswer.Answered(200, "ok"));
    }
    HandshakeCertificates trusting =
        new HandshakeCertificates.Builder().addTrustedCertificate(own.certificate()).build();
    try (HttpGateway withCa =
        new HttpGateway(
            new AnyAddress(),
            new HttpSettings(Insecure.REFUSED, Optional.of(trusting.trustManager()), 8, 16))) {
      assertThat(send(url, withCa, Tls.VERIFIED)).isEqualTo(new HttpAnswer.Answered(200, "ok"));
    }
  }

  @Test
  void aSlowHostDoesNotTakeTheSlotsOfAnother() throws Exception {
    MockWebServer slow = new MockWebServer();
    slow.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
          }
        });
    slow.start();
    server.enqueue(new MockResponse.Builder().body("fast").build());
    try (slow;
        HttpGateway narrow =
            new HttpGateway(
                new AnyAddress(), new HttpSettings(Insecure.REFUSED, Optional.empty(), 2, 100));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpAnswer>> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Callable<HttpAnswer> call = () -> send(slow.url("/").toString(), narrow, Tls.VERIFIED);
        waiting.add(threads.submit(call));
      }
      assertThat(send(server.url("/").toString(), narrow, Tls.VERIFIED))
          .isEqualTo(new HttpAnswer.Answered(200, "fast"));
      assertThat(slow.getRequestCount()).isLessThanOrEqualTo(2);
      for (Future<HttpAnswer> answer : waiting) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).asString().contains("no answer within 1s");
      }
    }
  }

  private HttpAnswer get(String path) {
    return send(server.url(path).toString(), gateway, Tls.VERIFIED);
  }

  private static HttpAnswer send(String url, HttpGateway gateway, Tls tls) {
    return gateway.send(
        new Request.Builder().url(url).build(),
        new CallOptions(new Caller("ns", Cargo.PLAIN), SECOND, tls));
  }
}
