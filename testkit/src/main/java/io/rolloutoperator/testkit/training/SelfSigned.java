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

/** A certificate for 127.0.0.1, made by the JDK's keytool: the JDK has no API to make one. */
record SelfSigned(KeyStore store) {
  private static final String ALIAS = "server";
  private static final String PASSWORD = "pretended";

  static SelfSigned make(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("server.p12");
    Files.deleteIfExists(file);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-dname", "CN=pretended"));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-ext", "bc:c"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    int status = new ProcessBuilder(command).start().waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status + ": a JDK is needed, not a JRE");
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return new SelfSigned(store);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  String pem() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(store.getCertificate(ALIAS).getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
