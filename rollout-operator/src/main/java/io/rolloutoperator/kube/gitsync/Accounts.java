package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.client.ObjectApi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts that units work with. What kinds there are is the same for all, and is asked for
 * with the operator's own rights.
 */
final class Accounts {

  private static final ApiResource SERVICE_ACCOUNT = ApiResource.of("", "v1", "ServiceAccount");

  private final ApiClients clients;
  private final Discovery kinds;
  private final boolean lockdown;
  private final Map<String, ApiClients> acting = new ConcurrentHashMap<>();

  /**
   * Makes no request.
   *
   * @param lockdown whether units may only do what their accounts may
   */
  Accounts(ApiClients clients, boolean lockdown) {
    this.clients = clients;
    this.kinds = new Discovery(new ObjectApi(clients));
    this.lockdown = lockdown;
  }

  /** The account of a unit, for one pass. */
  Account of(SyncUnit unit) {
    String user = Account.user(unit.id().namespace(), unit.serviceAccount());
    return new Account(user, new ObjectApi(clients(user)), new PassKinds(kinds));
  }

  /** Asks whether the account of a unit is there; one that nobody knows of counts as there. */
  boolean exists(SyncUnit unit) {
    return !(new ObjectApi(clients)
            .get(SERVICE_ACCOUNT, unit.id().namespace(), unit.serviceAccount())
        instanceof ApiAnswer.NotFound);
  }

  /** What acts with the rights of a user. */
  ApiClients clients(String user) {
    return lockdown ? acting.computeIfAbsent(user, clients::as) : clients;
  }
}
