package io.rolloutoperator.image;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A mail server on loopback that takes letters only after STARTTLS (RFC 3207). */
final class StartTlsMailbox implements AutoCloseable {
  private final ServerSocket listener;
  private final SSLContext certificate;
  private final List<String> letters = new CopyOnWriteArrayList<>();

  private StartTlsMailbox(ServerSocket listener, SSLContext certificate) {
    this.listener = listener;
    this.certificate = certificate;
  }

  /** On a free port. */
  static StartTlsMailbox open(SSLContext certificate) {
    try {
      StartTlsMailbox mailbox =
          new StartTlsMailbox(
              new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), certificate);
      Thread.ofVirtual().start(mailbox::accept);
      return mailbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Each with its headers, as it came. */
  List<String> letters() {
    return List.copyOf(letters);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      say(client, "220 mailbox");
      for (String command = command(client.getInputStream());
          !command.isEmpty();
          command = command(client.getInputStream())) {
        switch (verb(command)) {
          case "EHLO" -> say(client, "250-mailbox\r\n250 STARTTLS");
          case "STARTTLS" -> {
            say(client, "220 go on");
            try (Socket tls = certificate.getSocketFactory().createSocket(client, null, true)) {
              take(tls);
            }
            return;
          }
          default -> say(client, "530 STARTTLS first");
        }
      }
    } catch (IOException _) {
      // The client went away.
    }
  }

  private void take(Socket tls) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.UTF_8));
    for (String command = in.readLine(); command != null; command = in.readLine()) {
      if (verb(command).equals("DATA")) {
        say(tls, "354 go on");
        letters.add(letter(in));
      }
      say(tls, verb(command).equals("QUIT") ? "221 bye" : "250 mailbox");
    }
  }

  private static String letter(BufferedReader in) throws IOException {
    StringBuilder letter = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      letter.append(line).append('\n');
    }
    return letter.toString();
  }

  private static String verb(String command) {
    int end = command.indexOf(' ');
    return (end < 0 ? command : command.substring(0, end)).toUpperCase(Locale.ROOT);
  }

  /** Not a byte more: those behind it are encrypted. */
  private static String command(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
