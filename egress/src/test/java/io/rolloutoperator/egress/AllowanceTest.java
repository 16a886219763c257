package io.rolloutoperator.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets that take no more than they are allowed. Without the limits nothing here ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllowanceTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** What the other end does for ever. */
  @FunctionalInterface
  private interface Peer {
    void talk(Socket client) throws IOException;
  }

  /** Talks to each client until it goes. */
  private static ServerSocket serving(Peer peer) throws IOException {
    ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  peer.talk(client);
                } catch (IOException _) {
                  // It went, or the test is over.
                }
              }
            });
    return server;
  }

  private static void writes(Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    while (true) {
      out.write(new byte[100]);
    }
  }

  private static void reads(Socket client) throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Says nothing, and waits until the client goes. */
  private static void waits(Socket client) throws IOException {
    assertThat(client.getInputStream().read()).isNegative();
  }

  private static SocketFactory allowed(long bytes, Duration time) {
    return new GuardedNetwork((_, _) -> Optional.empty(), "127.0.0.1")
        .sockets(new Allowance(bytes, time));
  }

  private static Socket connected(SocketFactory sockets, ServerSocket server) throws IOException {
    return sockets.createSocket(server.getInetAddress(), server.getLocalPort());
  }

  @Test
  void allConnectionsTogetherReadSoManyBytes() throws IOException {
    SocketFactory sockets = allowed(1_000, LONG);
    try (ServerSocket server = serving(AllowanceTest::writes)) {
      try (Socket first = connected(sockets, server)) {
        assertThat(first.getInputStream().readNBytes(600)).hasSize(600);
      }
      try (Socket second = connected(sockets, server)) {
        InputStream in = second.getInputStream();
        assertThat(in.readNBytes(400)).hasSize(400);
        assertThatThrownBy(in::read)
            .isInstanceOf(AllowanceSpentException.class)
            .hasMessage("answers of more than 1000 bytes");
      }
    }
  }

  @Test
  void nothingIsConnectedWhenTheTimeIsOver() throws IOException {
    try (ServerSocket server = serving(AllowanceTest::waits)) {
      assertThatThrownBy(() -> connected(allowed(1_000, Duration.ZERO), server))
          .isInstanceOf(AllowanceSpentException.class)
          .hasMessage("not done within 0 s");
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsAwaitedUntilTheTimeIsOver() throws IOException {
    try (ServerSocket server = serving(AllowanceTest::waits);
        Socket socket = connected(allowed(1_000, SHORT), server)) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(AllowanceSpentException.class)
          .hasMessage("not done within 1 s");
    }
  }

  @Test
  void writingEndsWhenTheTimeIsOver() throws IOException {
    try (ServerSocket server = serving(AllowanceTest::reads);
        Socket socket = connected(allowed(1_000, SHORT), server)) {
      assertThatThrownBy(() -> writes(socket))
          .isInstanceOf(AllowanceSpentException.class)
          .hasMessage("not done within 1 s");
    }
  }
}
