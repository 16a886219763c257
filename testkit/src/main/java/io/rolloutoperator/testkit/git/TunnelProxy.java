package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** An HTTP proxy on loopback that tunnels by {@code CONNECT}, for one name and password. */
public final class TunnelProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final Optional<String> login;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TunnelProxy(ServerSocket socket, Optional<String> login) {
    this.socket = socket;
    this.login = login;
  }

  /** Listens on a free port. */
  public static TunnelProxy start(String user, String password) {
    try {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      TunnelProxy proxy =
          new TunnelProxy(
              new ServerSocket(0, 16, InetAddress.getLoopbackAddress()),
              Optional.of("basic " + Base64.getEncoder().encodeToString(both)));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public int port() {
    return socket.getLocalPort();
  }

  /** {@code host:port} of every tunnel it has made. */
  public List<String> targets() {
    return List.copyOf(targets);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // It is closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      for (List<String> head = head(client.getInputStream());
          !head.isEmpty();
          head = head(client.getInputStream())) {
        if (isAllowed(head)) {
          tunnel(client, head.getFirst().split(" ", -1)[1]);
          return;
        }
        answer(
            client,
            "407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n");
      }
    } catch (IOException e) {
      // One of both sides has ended.
    }
  }

  private boolean isAllowed(List<String> head) {
    return login.isEmpty()
        || head.stream()
            .map(line -> line.split(": *", 2))
            .filter(pair -> pair[0].equalsIgnoreCase("Proxy-Authorization"))
            .anyMatch(pair -> sameLogin(pair[1], login.get()));
  }

  private static boolean sameLogin(String sent, String wanted) {
    int blank = sent.indexOf(' ') + 1;
    return sent.toLowerCase(Locale.ROOT).startsWith("basic ")
        && sent.substring(blank).equals(wanted.substring(wanted.indexOf(' ') + 1));
  }

  private void tunnel(Socket client, String target) throws IOException {
    targets.add(target);
    int colon = target.lastIndexOf(':');
    try (Socket server =
        new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
      answer(client, "200 Connected", "");
      InputStream up = client.getInputStream();
      OutputStream out = server.getOutputStream();
      threads.execute(() -> copy(up, out));
      copy(server.getInputStream(), client.getOutputStream());
    }
  }

  private static void copy(InputStream in, OutputStream out) {
    try {
      in.transferTo(out);
    } catch (IOException e) {
      // One of both sides has ended.
    }
  }

  private static void answer(Socket client, String status, String headers) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The lines before the empty one; none at the end of the connection. */
  private static List<String> head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return List.of();
      }
      text.append((char) c);
    }
    return Stream.of(text.toString().split("\r\n", -1)).filter(line -> !line.isEmpty()).toList();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
