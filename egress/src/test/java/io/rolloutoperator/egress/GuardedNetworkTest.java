package io.rolloutoperator.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedNetworkTest {

  private static final AddressRule NO_LOOPBACK =
      (_, address) -> address.isLoopbackAddress() ? Optional.of("loopback") : Optional.empty();

  private static final AddressRule ANY = (_, _) -> Optional.empty();

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
  void aNameThatStandsForARefusedAddressIsRefused(String name) {
    assertThatThrownBy(() -> new GuardedNetwork(NO_LOOPBACK, name).lookup(name))
        .isInstanceOf(RefusedHostException.class)
        .hasMessage("address not allowed by egress policy (loopback)");
  }

  @Test
  void anAllowedNameHasItsAddresses() throws IOException {
    assertThat(new GuardedNetwork(ANY, "127.0.0.1").lookup("127.0.0.1"))
        .containsExactly(InetAddress.getLoopbackAddress());
  }

  @Test
  void aNameThatDoesNotExistIsUnknown() {
    assertThatThrownBy(() -> new GuardedNetwork(ANY, "x").lookup("nosuch.invalid"))
        .isExactlyInstanceOf(UnknownHostException.class);
  }

  @Test
  void noConnectionIsMadeToARefusedAddressInAnyWay() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var sockets = new GuardedNetwork(NO_LOOPBACK, "git.example.org").sockets();
      InetAddress address = server.getInetAddress();
      int port = server.getLocalPort();
      List<Connecting> ways =
          List.of(
              () -> sockets.createSocket().connect(new InetSocketAddress(address, port), 0),
              () -> sockets.createSocket("127.0.0.1", port).close(),
              () -> sockets.createSocket("127.0.0.1", port, address, 0).close(),
              () -> sockets.createSocket(address, port).close(),
              () -> sockets.createSocket(address, port, address, 0).close());
      for (Connecting way : ways) {
        assertThatThrownBy(way::connect)
            .isInstanceOf(RefusedAddressException.class)
            .hasMessage("address not allowed by egress policy (loopback)");
      }
    }
  }

  @Test
  void theRuleIsAskedWithTheNameAsItIsWritten() throws IOException {
    List<String> asked = new ArrayList<>();
    AddressRule rule =
        (host, address) -> {
          asked.add(host + " " + address.getHostAddress());
          return Optional.empty();
        };
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket =
            new GuardedNetwork(rule, "git.example.org")
                .sockets()
                .createSocket("127.0.0.1", server.getLocalPort())) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(asked).containsExactly("git.example.org 127.0.0.1");
    }
  }

  @Test
  void whatIsNoInternetAddressIsRefused() throws IOException {
    try (Socket socket = new GuardedNetwork(ANY, "x").sockets().createSocket()) {
      assertThatThrownBy(() -> socket.connect(UnixDomainSocketAddress.of("/tmp/x"), 0))
          .isInstanceOf(RefusedAddressException.class);
    }
  }

  private interface Connecting {
    void connect() throws IOException;
  }
}
