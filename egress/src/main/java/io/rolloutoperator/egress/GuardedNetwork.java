package io.rolloutoperator.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;

/**
 * Names and connections under a rule: one address that is not allowed refuses the host, and each
 * connection is judged once more when it is made, for names that change and for addresses written
 * as numbers, which nobody resolves.
 *
 * @param host that connections are made for, as it is written
 */
public record GuardedNetwork(AddressRule rule, String host) {

  private static final int RESOLVE_SECONDS = 5;

  /**
   * All addresses of a name, each of them allowed.
   *
   * @throws RefusedHostException if one is not
   * @throws UnknownHostException if there is none, or no answer within 5 s
   */
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    List<InetAddress> addresses = resolve(name);
    for (InetAddress address : addresses) {
      Optional<String> refusal = rule.refusal(name, address);
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
    Thread.ofPlatform().daemon().name("resolve").start(task);
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
  public SocketFactory sockets() {
    return new GuardedSockets(this, Optional.empty());
  }

  /** The same; all of them together take no more than is allowed from now on. */
  public SocketFactory sockets(Allowance allowance) {
    return new GuardedSockets(this, Optional.of(new Meter(allowance)));
  }
}
