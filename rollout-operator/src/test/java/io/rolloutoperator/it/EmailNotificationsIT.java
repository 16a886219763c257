package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An abort arrives as a letter, through a real SMTP server that wants an account. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
class EmailNotificationsIT {

  /** The one that is encrypted from the beginning. */
  private static final int SMTPS = 465;

  private static final String PASSWORD = "changeit";
  private static final String MESSAGE = "RolloutAborted: Rollout aborted update to revision 2";

  @TempDir private static Path scratch;

  private final TestNamespace namespace;
  private final GreenMail server =
      new GreenMail(
              new ServerSetup[] {
                ServerSetupTest.SMTP.dynamicPort(),
                new ServerSetup(SMTPS, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
              })
          .withConfiguration(GreenMailConfiguration.aConfig().withUser("releases", "s3cr3t"));

  EmailNotificationsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** A certificate for the server's name, which the operator is told to trust. */
  @BeforeAll
  static void certificate() throws IOException, GeneralSecurityException {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    KeyStore own = empty();
    own.setKeyEntry(
        "server",
        held.keyPair().getPrivate(),
        PASSWORD.toCharArray(),
        new X509Certificate[] {held.certificate()});
    KeyStore trusted = empty();
    trusted.setCertificateEntry("server", held.certificate());
    write(trusted, trustStore());
    Path file = write(own, scratch.resolve("server.p12"));
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, file.toString());
  }

  @AfterAll
  static void forget() {
    System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Path write(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static Path trustStore() {
    return scratch.resolve("trusted.p12");
  }

  private void configure() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {mail-password: s3cr3t}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.email.plain: "{host: 127.0.0.1, port: %d, from: ops@example.com, username: releases, password: $mail-password}"
          service.email.encrypted: "{host: 127.0.0.1, port: %d, from: ops@example.com, username: releases, password: $mail-password}"
          trigger.on-rollout-aborted: "- send: [aborted]"
          template.aborted: |
            email:
              subject: "{{.rollout.metadata.name}} was aborted"
              body: "{{.rollout.status.message}}, for {{.recipient}}"
        """
            .formatted(server.getSmtp().getPort(), SMTPS));
  }

  private void start() {
    String[] more = {
      "--leader-elect=false",
      "-Djavax.net.ssl.trustStore=" + trustStore(),
      "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
    ShippedOperator.startProcess(
        namespace,
        Stream.of(ShippedOperator.LOCAL_METRICS, more)
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void anAbortIsALetterToEachRecipientWithAndWithoutEncryption() {
    server.start();
    configure();
    start();
    LiveRollout shop =
        LiveRollout.deploy(namespace, "shop", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
    shop.patch(
        """
        {metadata: {annotations: {
          notifications.argoproj.io/subscribe.on-rollout-aborted.plain: "a@example.com;b@example.com",
          notifications.argoproj.io/subscribe.on-rollout-aborted.encrypted: "c@example.com"}}}
        """);
    shop.version("v2");
    shop.awaitPhase("Paused");
    shop.abort();
    shop.awaitPhase("Degraded");
    namespace.await("three letters", () -> server.getReceivedMessages().length == 3);

    assertThat(Arrays.stream(server.getReceivedMessages()).map(EmailNotificationsIT::text))
        .containsExactlyInAnyOrder(
            "a@example.com: shop was aborted: " + MESSAGE + ", for a@example.com",
            "b@example.com: shop was aborted: " + MESSAGE + ", for b@example.com",
            "c@example.com: shop was aborted: " + MESSAGE + ", for c@example.com");
  }

  private static String text(MimeMessage letter) {
    try {
      return "%s: %s: %s"
          .formatted(
              letter.getAllRecipients()[0],
              letter.getSubject(),
              letter.getContent().toString().strip());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
