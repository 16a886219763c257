package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Names and connections under the egress rules: one address that is not allowed refuses the host,
 * and each connection is judged once more when it is made, for names that change and addresses
 * written as numbers.
 */
record GuardedNetwork(EgressPolicy policy, String host) implements Dns {

  private static final int RESOLVE_SECONDS = 5;

  /** Not allowed. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Not allowed, through an interface that may only say that a host is unknown. */
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static SourceException message(String reason) {
    return SourceException.refused("address not allowed by egress policy (" + reason + ")");
  }

  /** Judges a name or an address as it is written. */
  void judge(int port) throws SourceException {
    Optional<String> refusal = policy.refusal(host, port);
    if (refusal.isPresent()) {
      throw message(refusal.get());
    }
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    List<InetAddress> addresses = resolve(name);
    for (InetAddress address : addresses) {
      Optional<String> refusal = policy.refusal(name, address);
      if (refusal.isPresent()) {
        throw new RefusedHostException(refusal.get());
      }
    }
    return addresses;
  }

  /** The system's resolver can take minutes and cannot be interrupted. */
  private static List<InetAddress> resolve(String name) throws UnknownHostException {
    FutureTask<List<InetAddress>> task =
        new FutureTask<>(() -> List.of(InetAddress.getAllByName(name)));
    Thread.ofPlatform().daemon().name("git-resolve").start(task);
    try {
      return task.get(RESOLVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    } catch (TimeoutException | ExecutionException e) {
      task.cancel(true);
      throw new UnknownHostException(name);
    }
  }

  /** Makes sockets that are judged when they connect. */
  SocketFactory sockets() {
    return new Sockets(this);
  }

  private void judge(SocketAddress endpoint) throws RefusedException {
    if (endpoint instanceof InetSocketAddress target && target.getAddress() != null) {
      Optional<String> refusal = policy.refusal(host, target.getAddress());
      if (refusal.isPresent()) {
        throw new RefusedException(refusal.get());
      }
    }
  }

  private static final class GuardedSocket extends Socket {
    private final GuardedNetwork network;

    GuardedSocket(GuardedNetwork network) {
      this.network = network;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      network.judge(endpoint);
      // Small requests would wait 40 ms for the acknowledgement of the one before.
      setTcpNoDelay(true);
      super.connect(endpoint, timeout);
    }
  }

  private static final class Sockets extends SocketFactory {
    private final GuardedNetwork network;

    Sockets(GuardedNetwork network) {
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
  }
}
