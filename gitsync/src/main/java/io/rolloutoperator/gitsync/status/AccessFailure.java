package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Why a unit's account may not do something: it lacks the right, it does not exist, or the operator
 * may not act as it.
 */
public final class AccessFailure {

  private AccessFailure() {}

  /**
   * Names it.
   *
   * @param message what the API server said about the account
   * @param accountExists as far as is known; asked only where it decides, since an account that the
   *     operator may not act as is none that it may read
   */
  public static SyncFailure of(SyncUnit unit, String message, BooleanSupplier accountExists) {
    String namespace = unit.id().namespace();
    String name = unit.serviceAccount();
    if (message.contains("cannot impersonate")) {
      return new SyncFailure.ImpersonationFailed(
          "ServiceAccount %s/%s: the operator may not act as it; list its name in the operator's RBAC"
              .formatted(namespace, name));
    }
    return accountExists.getAsBoolean()
        ? new SyncFailure.Forbidden(List.of(message))
        : SyncFailure.ImpersonationFailed.notFound(namespace, name);
  }
}
