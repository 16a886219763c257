package io.rolloutoperator.egress;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.SocketFactory;

/** Sockets that ask before they connect. */
final class GuardedSockets extends SocketFactory {

  private final GuardedNetwork network;
  private final Optional<Meter> meter;

  GuardedSockets(GuardedNetwork network, Optional<Meter> meter) {
    this.network = network;
    this.meter = meter;
  }

  @Override
  public Socket createSocket() {
    return meter
        .<Socket>map(counted -> new MeteredSocket(network, counted))
        .orElseGet(() -> new GuardedSocket(network));
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

  private static class GuardedSocket extends Socket {
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

  /** Lies under encryption too, which is read and written through its streams. */
  private static final class MeteredSocket extends GuardedSocket {
    private final Meter meter;
    private int timeout;

    MeteredSocket(GuardedNetwork network, Meter meter) {
      super(network);
      this.meter = meter;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      super.connect(endpoint, meter.timeout(timeout));
    }

    @Override
    public synchronized void setSoTimeout(int timeout) throws SocketException {
      this.timeout = timeout;
      super.setSoTimeout(timeout);
    }

    private synchronized void limitTimeout() throws IOException {
      super.setSoTimeout(meter.timeout(timeout));
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new MeteredInput(super.getInputStream(), meter, this::limitTimeout);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          meter.timeout(0);
          out.write(bytes, offset, length);
        }
      };
    }
  }
}
