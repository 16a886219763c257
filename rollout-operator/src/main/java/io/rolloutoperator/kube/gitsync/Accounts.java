package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.status.SyncFailure;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.client.ObjectApi;
import java.util.List;
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

  /** The account of a unit. */
  Account of(SyncUnit unit) {
    String user = Account.user(unit.id().namespace(), unit.serviceAccount());
    return new Account(user, new ObjectApi(clients(user)), kinds);
  }

  /**
   * Says why a unit's account may not do something: it lacks the right, it does not exist, or the
   * operator may not act as it.
   *
   * @param message what the API server said about the account
   */
  SyncFailure failure(PassSubject subject, String message) {
    String namespace = subject.unit().id().namespace();
    String name = subject.unit().serviceAccount();
    if (message.contains("cannot impersonate")) {
      return new SyncFailure.ImpersonationFailed(
          "ServiceAccount %s/%s: the operator may not act as it; list its name in the operator's RBAC"
              .formatted(namespace, name));
    }
    return new ObjectApi(clients).get(SERVICE_ACCOUNT, namespace, name)
            instanceof ApiAnswer.NotFound
        ? SyncFailure.ImpersonationFailed.notFound(namespace, name)
        : new SyncFailure.Forbidden(List.of(message));
  }

  /** What acts with the rights of a user. */
  ApiClients clients(String user) {
    return lockdown ? acting.computeIfAbsent(user, clients::as) : clients;
  }
}
