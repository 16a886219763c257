package io.rolloutoperator.kube.gitsync;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.rolloutoperator.api.GitSync;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes units for what happened outside of their own object: a new commit, a change of an object
 * that carries their label.
 */
final class UnitWakes extends AbstractEventSource<Void, GitSync> {

  private final Map<String, UnitId> byLabel = new ConcurrentHashMap<>();

  UnitWakes() {
    super(Void.class, "units");
  }

  /** From now on objects with this label wake the unit. */
  void register(String label, UnitId unit) {
    byLabel.put(label, unit);
  }

  /** The unit whose objects have this label. */
  Optional<UnitId> owner(String label) {
    return Optional.ofNullable(byLabel.get(label));
  }

  void forget(String label) {
    byLabel.remove(label);
  }

  /** Asks for a pass. */
  void wake(UnitId unit) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(unit.name(), unit.namespace())));
    }
  }

  /** Asks for a pass of each unit of a namespace. */
  void wakeAll(String namespace) {
    byLabel.values().stream()
        .filter(unit -> unit.namespace().equals(namespace))
        .forEach(this::wake);
  }

  /** It only wakes. */
  @Override
  public Set<Void> getSecondaryResources(GitSync unit) {
    return Set.of();
  }
}
