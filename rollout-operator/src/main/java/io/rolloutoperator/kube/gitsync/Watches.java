package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.kube.client.ApiClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The watches of all accounts: one for each account, kind, namespace and selector, whatever the
 * number of units. They start when something is asked for the first time, and stay.
 */
final class Watches implements AutoCloseable {

  /** An account that was refused may get the right; its units look at objects that often. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  private record Key(String account, WatchedObjects.Scope scope) {}

  private final Function<String, ApiClients> clients;
  private final WatchedObjects.Listener listener;
  private final Map<Key, WatchedObjects> watches = new ConcurrentHashMap<>();

  /**
   * No watch is started.
   *
   * @param clients by account
   */
  Watches(Function<String, ApiClients> clients, WatchedObjects.Listener listener) {
    this.clients = clients;
    this.listener = listener;
  }

  /** The watch of an account; started if there is none. */
  WatchedObjects of(String account, WatchedObjects.Scope scope) {
    return watches.compute(
        new Key(account, scope), (key, known) -> known == null ? start(key) : replaced(known));
  }

  private WatchedObjects start(Key key) {
    return new WatchedObjects(clients.apply(key.account()), key.account(), key.scope(), listener);
  }

  private static WatchedObjects replaced(WatchedObjects known) {
    return known.worthAnotherTry(TRY_AGAIN) ? known.again() : known;
  }

  @Override
  public void close() {
    watches.values().forEach(WatchedObjects::close);
    watches.clear();
  }
}
