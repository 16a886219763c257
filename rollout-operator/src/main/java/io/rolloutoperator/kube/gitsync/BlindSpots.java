package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.Discovery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what one account may not see, one line for people each. */
final class BlindSpots {

  private final Account account;
  private final List<String> notes = new ArrayList<>();

  BlindSpots(Account account) {
    this.account = account;
  }

  List<String> notes() {
    return notes;
  }

  /** Objects whose changes nobody tells. */
  void unwatched(Watches watches, String label, Map<ObjectId, String> apiVersions) {
    Set<WatchedObjects.Scope> scopes = new LinkedHashSet<>();
    apiVersions.forEach(
        (id, apiVersion) -> {
          if (account.kinds().find(apiVersion, id.kind())
              instanceof Discovery.Answer.Served(ApiResource resource, boolean _)) {
            scopes.add(new WatchedObjects.Scope(resource, id.namespace(), label));
          }
        });
    scopes.stream()
        .filter(scope -> watches.of(account.user(), scope).state() == WatchedObjects.State.REFUSED)
        .map(scope -> account.user() + " cannot watch " + text(scope) + ": looked at every 10 min")
        .forEach(notes::add);
  }

  /**
   * A list that may be refused.
   *
   * @param needed whether nothing can be decided without it
   */
  <T> List<T> unlessRefused(boolean needed, Supplier<List<T>> list) {
    try {
      return list.get();
    } catch (ForbiddenException e) {
      if (needed) {
        throw e;
      }
      notes.add(e.getMessage() + ": no object in Git depends on them");
      return List.of();
    }
  }

  /** {@code deployments.apps in namespace shop}. */
  private static String text(WatchedObjects.Scope scope) {
    ApiResource resource = scope.resource();
    return resource.plural()
        + (resource.group().isEmpty() ? "" : "." + resource.group())
        + (scope.namespace().isEmpty() ? "" : " in namespace " + scope.namespace());
  }
}
