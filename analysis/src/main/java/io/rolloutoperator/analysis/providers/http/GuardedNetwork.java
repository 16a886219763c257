package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.analysis.providers.http.EgressPolicy.Caller;
import io.rolloutoperator.analysis.providers.http.EgressPolicy.Judgement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Names and connections of one caller. Equal for equal callers, which is what OkHttp looks at
 * before it reuses a connection.
 */
record GuardedNetwork(EgressPolicy policy, Caller caller, Resolver resolver) {

  private static final int RESOLVE_SECONDS = 5;

  /** Turns a name into addresses. */
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /** Thrown through OkHttp. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }

  /** Carries a refusal through {@link Dns}, which may only say that a host is unknown. */
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String reason) {
      super(reason);
    }
  }

  /** Resolves and judges every address: one that is never allowed refuses the host. */
  record GuardedDns(GuardedNetwork network) implements Dns {
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
      List<InetAddress> addresses =
          withinTime(() -> network.resolver().resolve(hostname), hostname);
      for (InetAddress address : addresses) {
        if (network.policy().judge(hostname, address, network.caller())
            instanceof Judgement.Refused(String reason)) {
          throw new RefusedHostException(reason);
        }
      }
      return addresses;
    }

    private static List<InetAddress> withinTime(Callable<List<InetAddress>> lookup, String hostname)
        throws UnknownHostException {
      FutureTask<List<InetAddress>> task = new FutureTask<>(lookup);
      Thread.ofVirtual().name("resolve").start(task);
      try {
        return task.get(RESOLVE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnknownHostException(hostname);
      } catch (TimeoutException e) {
        task.cancel(true);
        throw new UnknownHostException(hostname + ": no answer within " + RESOLVE_SECONDS + "s");
      } catch (ExecutionException e) {
        throw new UnknownHostException(hostname);
      }
    }
  }

  Dns dns() {
    return new GuardedDns(this);
  }

  SocketFactory socketFactory(String host) {
    return new GuardedSocketFactory(this, host);
  }

  /**
   * Judges again at the moment of connecting: addresses written as numbers never pass {@link Dns}.
   */
  private static final class GuardedSocket extends Socket {
    private final GuardedNetwork network;
    private final String host;

    GuardedSocket(GuardedNetwork network, String host) {
      this.network = network;
      this.host = host;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress target
          && network.policy().judge(host, target.getAddress(), network.caller())
              instanceof Judgement.Refused(String reason)) {
        throw new RefusedException(reason);
      }
      super.connect(endpoint, timeout);
    }
  }

  private static final class GuardedSocketFactory extends SocketFactory {
    private final GuardedNetwork network;
    private final String host;

    GuardedSocketFactory(GuardedNetwork network, String host) {
      this.network = network;
      this.host = host;
    }

    @Override
    public Socket createSocket() {
      return new GuardedSocket(network, host);
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

    @Override
    public boolean equals(Object other) {
      return other instanceof GuardedSocketFactory that
          && network.equals(that.network)
          && host.equals(that.host);
    }

    @Override
    public int hashCode() {
      return 31 * network.hashCode() + host.hashCode();
    }
  }
}
