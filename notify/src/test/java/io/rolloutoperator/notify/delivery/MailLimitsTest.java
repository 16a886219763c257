package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.egress.Allowance;
import io.rolloutoperator.notify.service.Mail;
import io.rolloutoperator.notify.service.Mail.Security;
import io.rolloutoperator.testkit.mail.StartTlsFront;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a mail server may take, whatever it says. Without the limits nothing here ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailLimitsTest {

  private static final String HOST = "127.0.0.1";
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();

  record Case(String text, Duration pause, Allowance allowance, String problem) {}

  static Stream<Arguments> endless() {
    Allowance large = new Allowance(1024 * 1024, Duration.ofSeconds(50));
    Allowance shortly = new Allowance(1024 * 1024, Duration.ofSeconds(2));
    String bytes = "answers of more than 1048576 bytes";
    return Stream.of(
            new Case("220-" + "x".repeat(500) + "\r\n", Duration.ZERO, large, bytes),
            new Case("x".repeat(500), Duration.ZERO, large, bytes),
            new Case("220-x\r\n", PAUSE, shortly, "not done within 2 s"),
            new Case("x", PAUSE, shortly, "not done within 2 s"))
        .flatMap(of -> Stream.of(false, true).map(encrypted -> Arguments.of(of, encrypted)));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void anAnswerWithoutEndEndsTheAttempt(Case of, boolean encrypted) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        StartTlsFront front =
            StartTlsFront.start(certificates().sslSocketFactory(), listener.getLocalPort())) {
      Thread.ofVirtual().start(() -> serve(listener, of, encrypted));
      Mail.Server server =
          new Mail.Server(
              HOST,
              encrypted ? front.port() : listener.getLocalPort(),
              Security.STARTTLS_IF_OFFERED,
              "",
              "");

      assertThat(sender(of.allowance).send(mail(server)))
          .isEqualTo(new Answer.Failed("no delivery to " + server + ": " + of.problem));
    }
  }

  private static HandshakeCertificates certificates() {
    return new HandshakeCertificates.Builder()
        .heldCertificate(CERTIFICATE)
        .addTrustedCertificate(CERTIFICATE.certificate())
        .build();
  }

  private static MailSender sender(Allowance allowance) {
    Properties more = new Properties();
    more.put("mail.smtp.ssl.socketFactory", certificates().sslSocketFactory());
    return new MailSender((_, _) -> Optional.empty(), Duration.ofSeconds(10), allowance, more);
  }

  private static Mail mail(Mail.Server server) {
    return new Mail(
        server, "a@example.com", "b@example.com", "s", "b", false, Instant.EPOCH, "k-1");
  }

  /** Behind encryption the first line is for the front, which keeps it. */
  private static void serve(ServerSocket listener, Case of, boolean encrypted) {
    byte[] text = of.text.getBytes(StandardCharsets.US_ASCII);
    try (Socket client = listener.accept()) {
      OutputStream out = client.getOutputStream();
      if (encrypted) {
        out.write("220 behind\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      while (true) {
        out.write(text);
        LockSupport.parkNanos(of.pause.toNanos());
      }
    } catch (IOException _) {
      // The sender went away.
    }
  }
}
