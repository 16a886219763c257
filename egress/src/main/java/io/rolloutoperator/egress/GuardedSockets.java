package io.rolloutoperator.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/** Sockets that ask before they connect. */
final class GuardedSockets extends SocketFactory {

  private final GuardedNetwork network;

  GuardedSockets(GuardedNetwork network) {
    this.network = network;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(network);
  }

  @Override
  public Socket createSocket(String name, int port) throws IOException {
    return connected(new InetSocketAddress(name, port));
  }

  @Override
  public Socket createSocket(String name, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(name, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return connected(new InetSocketAddress(address, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(address, port);
  }

  private Socket connected(InetSocketAddress target) throws IOException {
    Socket socket = createSocket();
    socket.connect(target, 0);
    return socket;
  }

  private static final class GuardedSocket extends Socket {
    private final GuardedNetwork network;

    GuardedSocket(GuardedNetwork network) {
      this.network = network;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      Optional<String> refusal = refusal(endpoint);
      if (refusal.isPresent()) {
        throw new RefusedAddressException(refusal.get());
      }
      // Small requests would wait 40 ms for the acknowledgement of the one before.
      setTcpNoDelay(true);
      super.connect(endpoint, timeout);
    }

    /** A name without an address is left to {@link Socket}, which does not connect to it. */
    private Optional<String> refusal(SocketAddress endpoint) {
      if (!(endpoint instanceof InetSocketAddress target)) {
        return Optional.of("not an internet address");
      }
      return Optional.ofNullable(target.getAddress())
          .flatMap(address -> network.rule().refusal(network.host(), address));
    }
  }
}
