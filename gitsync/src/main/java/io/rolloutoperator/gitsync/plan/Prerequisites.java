package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.health.HealthRules;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The namespaces and kinds that a commit itself brings: before they are there, the API server
 * cannot be asked about objects of theirs.
 */
final class Prerequisites {

  private final Set<String> namespaces = new HashSet<>();
  private final Map<String, ObjectId> kinds = new HashMap<>();

  Prerequisites(SyncSnapshot snapshot) {
    if (NamespaceCreation.needed(snapshot)) {
      namespaces.add(snapshot.unit().destination().namespace());
    }
    snapshot.commit().manifests().forEach(manifest -> collect(snapshot, manifest));
  }

  private void collect(SyncSnapshot snapshot, Manifest manifest) {
    ObjectId id = manifest.id();
    switch (ApplyOrder.Rank.of(id)) {
      case NAMESPACES -> {
        if (snapshot.cluster().find(id).isEmpty()) {
          namespaces.add(id.name());
        }
      }
      case DEFINITIONS -> {
        boolean served =
            snapshot
                .cluster()
                .find(id)
                .filter(live -> HealthRules.of(live, snapshot.now()).settled())
                .isPresent();
        if (!served) {
          JsonNode spec = manifest.object().path("spec");
          String kind = spec.path("names").path("kind").asText();
          kinds.put(kind + "." + spec.path("group").asText(), id);
        }
      }
      default -> {}
    }
  }

  /** What an object has to wait for. */
  Optional<String> missing(ObjectId id) {
    if (namespaces.contains(id.namespace())) {
      return Optional.of("Namespace " + id.namespace());
    }
    return Optional.ofNullable(kinds.get(id.kind() + "." + id.group())).map(ObjectId::toString);
  }
}
