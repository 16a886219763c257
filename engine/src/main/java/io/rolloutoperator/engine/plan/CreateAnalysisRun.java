package io.rolloutoperator.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Creates an AnalysisRun owned by the Rollout.
 *
 * @param name its name; the same for the same revision and step, so that a repeated creation is
 *     noticed
 * @param body the whole object
 * @param spareNames names to take in this order when an object of somebody else has the name, which
 *     only the attempt to create it tells; no run of the Rollout has one of them
 */
public record CreateAnalysisRun(String name, ObjectNode body, List<String> spareNames)
    implements Action {

  public CreateAnalysisRun {
    spareNames = List.copyOf(spareNames);
  }

  /** The same under the next spare name; empty if none is left. */
  public Optional<CreateAnalysisRun> underSpareName() {
    if (spareNames.isEmpty()) {
      return Optional.empty();
    }
    String next = spareNames.getFirst();
    ObjectNode renamed = body.deepCopy();
    renamed.withObject("/metadata").put("name", next);
    return Optional.of(
        new CreateAnalysisRun(next, renamed, spareNames.subList(1, spareNames.size())));
  }

  @Override
  public String describe() {
    return "create AnalysisRun " + name;
  }

  /**
   * A write that is refused after it, as that of a ReplicaSet whose pods just changed often is,
   * would leave a run that no status knows of, and its verdict would be lost if it came at once.
   */
  @Override
  public boolean comesLast() {
    return true;
  }
}
