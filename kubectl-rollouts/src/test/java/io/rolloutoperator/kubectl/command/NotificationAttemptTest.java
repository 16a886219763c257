package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A notification that a person sends by hand arrives, or it is said why it did not. */
class NotificationAttemptTest {

  @TempDir private Path folder = Path.of("");
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private HttpServer receiver = newServer();
  private final GreenMail mails =
      new GreenMail(ServerSetupTest.SMTP.dynamicPort())
          .withConfiguration(GreenMailConfiguration.aConfig().withUser("u", "p4ssword"));
  private String password = "p4ssword";
  private volatile int status = 200;
  private volatile String answer = "";

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    receiver.createContext("/", this::handle);
    receiver.start();
    mails.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    mails.stop();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Token")
            + " "
            + body);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private PluginRun run(String recipient) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            kind: ConfigMap
            metadata: {name: argo-rollouts-notification-configmap}
            data:
              service.webhook.deploys: |
                url: http://127.0.0.1:%d/
                headers: [{name: X-Token, value: $token}]
              service.email: "{host: 127.0.0.1, port: %d, from: a@example.com, username: u, password: $password}"
              template.t: |
                message: "{{.rollout.metadata.name}}"
                email: {subject: "about {{.rollout.metadata.name}}"}
                webhook: {deploys: {method: POST, path: hook, body: "{{.rollout.metadata.name}}"}}
            ---
            kind: Secret
            metadata: {name: argo-rollouts-notification-secret}
            stringData: {token: s3cr3t, password: %s}
            """
                .formatted(receiver.getAddress().getPort(), mails.getSmtp().getPort(), password));
    try (PretendedApiServer server = new PretendedApiServer(World.paused())) {
      return PluginRun.against(
          server,
          "notifications template notify t shop --recipient %s --config-map %s --secret %s"
              .formatted(recipient, file, file));
    }
  }

  @Test
  void aMessageArrives() throws IOException {
    PluginRun run = run("deploys:x");

    assertThat(run.out()).isEqualTo("sent to deploys:x\n");
    assertThat(run.code()).isZero();
    assertThat(received).containsExactly("POST /hook s3cr3t shop");
  }

  @Test
  void aReceiverThatRefusesIsToldWithoutTheSecret() throws IOException {
    status = 403;
    answer = "no s3cr3t";
    PluginRun run = run("deploys:x");

    assertThat(run.err())
        .isEqualTo("Error: failed to notify 'deploys:x': 127.0.0.1 answered 403: no *****\n");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void aReceiverThatIsDownIsToldByItsHost() throws IOException {
    receiver.stop(0);

    assertThat(run("deploys:x").err())
        .isEqualTo("Error: failed to notify 'deploys:x': no answer from 127.0.0.1\n");
  }

  private PluginRun alert(String arguments) {
    String receiver = "http://127.0.0.1:%d".formatted(this.receiver.getAddress().getPort());
    try (PretendedApiServer server = new PretendedApiServer(World.paused().aborted())) {
      return PluginRun.against(
          server, "notifications template notify " + arguments.replace("RECEIVER", receiver));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollout-aborted", "on-rollout-aborted", "alert-on-rollout-aborted"})
  void anAlertOfTheFlagsArrivesWithoutAnyConfigMap(String name) {
    PluginRun run = alert(name + " shop --alerts-webhook RECEIVER/t/hook");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("sent to rollout-operator-webhook\n");
    assertThat(received)
        .singleElement()
        .asString()
        .startsWith("POST /t/hook null {\"trigger\": \"on-rollout-aborted\", \"state\": \"firing\"")
        .contains("\"rollout\": \"shop\"", "Metric \\\"success-rate\\\" assessed Failed");
  }

  @Test
  void alertmanagerGetsTheAlertUnderItsNameWithItsLink() {
    PluginRun run =
        alert(
            "rollout-aborted shop --alerts-alertmanager=RECEIVER/am"
                + " --alerts-link=https://g.example.com/{namespace}/{rollout}");

    assertThat(run.out()).isEqualTo("sent to rollout-operator-alertmanager\n");
    assertThat(received)
        .singleElement()
        .asString()
        .startsWith("POST /am/api/v2/alerts ")
        .contains(
            "\"alertname\":\"on-rollout-aborted\"",
            "\"severity\":\"critical\"",
            "https://g.example.com/prod/shop");
  }

  @Test
  void anAlertThatIsRefusedIsToldWithoutTheAddress() {
    status = 404;
    answer = "no channel of /t/s3cr3tpath99";

    assertThat(alert("rollout-aborted shop --alerts-webhook RECEIVER/t/s3cr3tpath99").err())
        .contains("'rollout-operator-webhook'", "answered 404")
        .doesNotContain("s3cr3tpath99");
  }

  @Test
  void anEmailArrives() throws IOException, MessagingException {
    PluginRun run = run("email:b@example.com");

    assertThat(run.out()).isEqualTo("sent to email:b@example.com\n");
    assertThat(mails.getReceivedMessages()).hasSize(1);
    MimeMessage mail = mails.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("about shop");
    assertThat(mail.getContent().toString().strip()).isEqualTo("shop");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("b@example.com");
  }

  @Test
  void anEmailThatIsRefusedIsToldWithoutThePassword() throws IOException {
    password = "wr0ng";

    assertThat(run("email:b@example.com").err())
        .isEqualTo(
            "Error: failed to notify 'email:b@example.com': 127.0.0.1 does not accept the account\n");
  }

  @Test
  void aServiceThatThereIsNotIsNamed() throws IOException {
    assertThat(run("nowhere").err())
        .isEqualTo(
            "Error: failed to notify 'nowhere': service 'nowhere' is not configured (found deploys, email)\n");
  }
}
