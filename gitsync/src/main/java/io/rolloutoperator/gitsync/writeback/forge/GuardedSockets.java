package io.rolloutoperator.gitsync.writeback.forge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Connects to allowed addresses only. Asked with the address that is connected to, whichever way it
 * was found: a name that stands for another address the second time gains nothing.
 */
final class GuardedSockets extends SocketFactory {

  private final String host;
  private final AddressPolicy policy;

  GuardedSockets(String host, AddressPolicy policy) {
    this.host = host;
    this.policy = policy;
  }

  /** The connection was not made. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket();
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

  private final class GuardedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      Optional<String> refusal =
          endpoint instanceof InetSocketAddress target
              ? policy.refusal(host, target.getAddress())
              : Optional.of("not an internet address");
      if (refusal.isPresent()) {
        throw new RefusedException(refusal.get());
      }
      super.connect(endpoint, timeout);
    }
  }
}
