package io.rolloutoperator.testkit.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority and its certificate for 127.0.0.1, of the keys that kubeadm makes, so that the
 * client loads what it needs to check a real server's. Made by the JDK's keytool: the JDK has no
 * API for it.
 */
record PretendedAuthority(KeyStore store) {
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final String PASSWORD = "pretended";

  static PretendedAuthority make(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("server.p12");
    Files.deleteIfExists(file);
    keyPair(file, List.of("-alias", AUTHORITY, "-dname", "CN=authority", "-ext", "bc:c"));
    keyPair(
        file,
        List.of(
            "-alias",
            SERVER,
            "-dname",
            "CN=server",
            "-ext",
            "san=ip:127.0.0.1",
            "-signer",
            AUTHORITY));
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new PretendedAuthority(store);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void keyPair(Path file, List<String> of) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
    command.addAll(of);
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    int status = new ProcessBuilder(command).start().waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status + ": a JDK is needed, not a JRE");
    }
  }

  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  String pem() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(store.getCertificate(AUTHORITY).getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
