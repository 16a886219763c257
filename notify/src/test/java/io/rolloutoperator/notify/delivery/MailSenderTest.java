package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.rolloutoperator.egress.Allowance;
import io.rolloutoperator.notify.service.Mail;
import io.rolloutoperator.notify.service.Mail.Security;
import io.rolloutoperator.testkit.mail.StartTlsFront;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-mail through a real SMTP server. */
class MailSenderTest {

  private static final String HOST = "127.0.0.1";
  private static final Allowance ENOUGH = new Allowance(1024 * 1024, Duration.ofSeconds(30));

  private final GreenMail server =
      new GreenMail(
              new ServerSetup[] {
                patient(ServerSetupTest.SMTP.dynamicPort()),
                patient(ServerSetupTest.SMTPS.dynamicPort())
              })
          .withConfiguration(GreenMailConfiguration.aConfig().withUser("u", "s3cr3t"));

  /** A busy machine takes longer than the two seconds by default. */
  private static ServerSetup patient(ServerSetup setup) {
    setup.setServerStartupTimeout(Duration.ofSeconds(30).toMillis());
    return setup;
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static MailSender sender(Properties more) {
    return new MailSender((_, _) -> Optional.empty(), Duration.ofSeconds(10), ENOUGH, more);
  }

  private static Mail mail(Mail.Server server, String to) {
    return new Mail(
        server,
        "Releases <ops@example.com>",
        to,
        "Zürich ✓",
        "first ✓\nsecond",
        false,
        Instant.parse("2026-03-04T15:04:05Z"),
        "k-1");
  }

  private Mail.Server plain(String username, String password) {
    return new Mail.Server(
        HOST, server.getSmtp().getPort(), Security.STARTTLS_IF_OFFERED, username, password);
  }

  @Test
  void aServerGetsTheWholeMail() throws MessagingException, IOException {
    assertThat(sender(new Properties()).send(mail(plain("", ""), "a@example.com")))
        .isEqualTo(new Answer.Taken());

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(1);
    MimeMessage mail = received[0];
    assertThat(mail.getSubject()).isEqualTo("Zürich ✓");
    assertThat(mail.getContent().toString().strip()).isEqualTo("first ✓\r\nsecond");
    assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("a@example.com");
    assertThat(mail.getFrom())
        .extracting(Object::toString)
        .containsExactly("Releases <ops@example.com>");
    assertThat(mail.getMessageID()).isEqualTo("<k-1@rollout-operator.io>");
    assertThat(mail.getHeader("Date")).containsExactly("Wed, 4 Mar 2026 15:04:05 GMT");
  }

  @Test
  void anAccountIsUsedAndAWrongOneIsToldWithoutItsPassword() {
    assertThat(sender(new Properties()).send(mail(plain("u", "s3cr3t"), "a@example.com")))
        .isEqualTo(new Answer.Taken());
    assertThat(sender(new Properties()).send(mail(plain("u", "wr0ng"), "a@example.com")))
        .isEqualTo(new Answer.Refused(HOST + " does not accept the account"));
  }

  @Test
  void aServerMustProveItsName() {
    Mail.Server encrypted =
        new Mail.Server(HOST, server.getSmtps().getPort(), Security.TLS, "", "");

    assertThat(sender(new Properties()).send(mail(encrypted, "a@example.com")))
        .isEqualTo(
            new Answer.Failed(
                "no delivery to " + encrypted + ": its TLS certificate is not trusted"));
    Properties trusting = new Properties();
    trusting.put("mail.smtp.ssl.trust", HOST);
    trusting.put("mail.smtp.ssl.checkserveridentity", "false");
    assertThat(sender(trusting).send(mail(encrypted, "a@example.com")))
        .isEqualTo(new Answer.Taken());
  }

  @Test
  void anAccountIsUsedOverTlsToo() {
    Properties trusting = new Properties();
    trusting.put("mail.smtp.ssl.trust", HOST);
    trusting.put("mail.smtp.ssl.checkserveridentity", "false");

    assertThat(
            sender(trusting)
                .send(
                    mail(
                        new Mail.Server(
                            HOST, server.getSmtps().getPort(), Security.TLS, "u", "s3cr3t"),
                        "a@example.com")))
        .isEqualTo(new Answer.Taken());
  }

  private Answer sentThrough(StartTlsFront front, HandshakeCertificates trusted) {
    Properties more = new Properties();
    more.put("mail.smtp.ssl.socketFactory", trusted.sslSocketFactory());
    return sender(more)
        .send(
            mail(
                new Mail.Server(HOST, front.port(), Security.STARTTLS_IF_OFFERED, "u", "s3cr3t"),
                "a@example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, ''",
    "mail.example.com, true, its TLS certificate is not trusted",
    "127.0.0.1, false, its TLS certificate is not trusted"
  })
  void encryptionThatIsOfferedIsUsedForAllThatFollows(
      String name, boolean isTrusted, String problem) throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName(name).build();
    HandshakeCertificates.Builder trusted = new HandshakeCertificates.Builder();
    HeldCertificate known = isTrusted ? certificate : new HeldCertificate.Builder().build();
    trusted.addTrustedCertificate(known.certificate());
    try (StartTlsFront front =
        StartTlsFront.start(
            new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory(),
            server.getSmtp().getPort())) {
      Answer answer = sentThrough(front, trusted.build());

      assertThat(answer)
          .isEqualTo(
              problem.isEmpty()
                  ? new Answer.Taken()
                  : new Answer.Failed(
                      "no delivery to " + HOST + ":" + front.port() + ": " + problem));
      assertThat(front.inClear()).containsExactly("EHLO", "STARTTLS");
      assertThat(server.getReceivedMessages()).hasSize(problem.isEmpty() ? 1 : 0);
    }
  }

  @Test
  void nothingIsSentToAnAddressThatIsNotAllowed() {
    MailSender guarded = new MailSender((_, _) -> Optional.of("loopback"), Duration.ofSeconds(10));

    assertThat(guarded.send(mail(plain("", ""), "a@example.com")))
        .isEqualTo(new Answer.Refused(HOST + ": address not allowed by egress policy (loopback)"));
  }

  @Test
  void aServerThatIsDownIsTriedAgain() {
    Mail.Server gone = plain("", "");
    server.stop();

    assertThat(sender(new Properties()).send(mail(gone, "a@example.com")))
        .isEqualTo(new Answer.Failed("no delivery to " + gone + ": no connection"));
  }

  @Test
  void aPortWithoutTlsIsTold() {
    Mail.Server plain = new Mail.Server(HOST, server.getSmtp().getPort(), Security.TLS, "", "");

    assertThat(sender(new Properties()).send(mail(plain, "a@example.com")))
        .isEqualTo(new Answer.Failed("no delivery to " + plain + ": no TLS"));
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThat(sender(new Properties()).send(mail(plain("", ""), "not an address")))
        .isEqualTo(new Answer.Refused("an address of the e-mail is not valid"));
  }
}
