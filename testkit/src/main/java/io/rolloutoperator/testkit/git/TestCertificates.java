package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority of its own, and what it has signed. */
public final class TestCertificates {

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("test authority").build();

  /** PEM of the authority, for those who shall trust it. */
  public String authority() {
    return authority.certificatePem();
  }

  /** Writes the authority into a file of form PKCS #12, as JVMs take it for those they trust. */
  public void trustStore(Path file, String password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }

  /** A server named {@code localhost}. */
  public SSLContext server() {
    return context(signed("localhost").build());
  }

  /** A server with another name. */
  public SSLContext serverOfAnotherHost() {
    return context(signed("elsewhere.example.org").build());
  }

  /** A server whose certificate has ended. */
  public SSLContext expiredServer() {
    long now = System.currentTimeMillis();
    return context(
        signed("localhost")
            .validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1))
            .build());
  }

  /** A client's certificate and key. */
  public ClientPem client() {
    HeldCertificate client =
        new HeldCertificate.Builder().signedBy(authority).commonName("client").build();
    return new ClientPem(client.certificatePem(), client.privateKeyPkcs8Pem());
  }

  /** PEM texts. */
  public record ClientPem(String certificate, String key) {}

  private HeldCertificate.Builder signed(String host) {
    return new HeldCertificate.Builder()
        .signedBy(authority)
        .commonName(host)
        .addSubjectAlternativeName(host);
  }

  private SSLContext context(HeldCertificate server) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(server)
        .addTrustedCertificate(authority.certificate())
        .build()
        .sslContext();
  }
}
