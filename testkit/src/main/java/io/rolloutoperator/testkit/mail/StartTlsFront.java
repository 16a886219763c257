package io.rolloutoperator.testkit.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

/**
 * STARTTLS (RFC 3207) before a mail server that does not have it: takes nothing else in clear text,
 * and leaves all that is said after it to the server.
 */
public final class StartTlsFront implements AutoCloseable {

  private final ServerSocket listener;
  private final SSLSocketFactory certificate;
  private final Server behind;
  private final List<String> inClear = new CopyOnWriteArrayList<>();

  /** The mail server behind the encryption. */
  @FunctionalInterface
  public interface Server {

    /** Talks to a client, whom the front has greeted, until one of them ends it. */
    void talk(Socket client) throws IOException;
  }

  private StartTlsFront(ServerSocket listener, SSLSocketFactory certificate, Server behind) {
    this.listener = listener;
    this.certificate = certificate;
    this.behind = behind;
  }

  /**
   * Starts it on a free port of loopback.
   *
   * @param certificate brings its key
   * @param behind port of the mail server, on loopback too
   */
  public static StartTlsFront start(SSLSocketFactory certificate, int behind) {
    return start(certificate, client -> passOn(client, behind));
  }

  /**
   * Starts it on a free port of loopback.
   *
   * @param certificate brings its key
   */
  public static StartTlsFront start(SSLSocketFactory certificate, Server behind) {
    try {
      StartTlsFront front =
          new StartTlsFront(
              new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), certificate, behind);
      Thread.ofVirtual().start(front::accept);
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens at. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The commands that came without encryption. */
  public List<String> inClear() {
    return List.copyOf(inClear);
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
      say(client, "220 front");
      String command = line(client.getInputStream());
      while (!command.isEmpty()) {
        inClear.add(command.split(" ", -1)[0].toUpperCase(Locale.ROOT));
        switch (inClear.getLast()) {
          case "EHLO" -> say(client, "250-front\r\n250 STARTTLS");
          case "STARTTLS" -> {
            say(client, "220 go on");
            try (Socket encrypted = certificate.createSocket(client, null, true)) {
              behind.talk(encrypted);
            }
            return;
          }
          default -> say(client, "530 STARTTLS first");
        }
        command = line(client.getInputStream());
      }
    } catch (IOException _) {
      // The client went away.
    }
  }

  /** The front has greeted already, so the greeting of the server is dropped. */
  private static void passOn(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      line(server.getInputStream());
      Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      answers.interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of them is closed.
    }
  }

  private static void say(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Not a byte more: those behind it are encrypted. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
