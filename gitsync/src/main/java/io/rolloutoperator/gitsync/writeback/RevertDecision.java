package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.writeback.CommitPush.Tip;
import java.util.List;

/** Reads what {@link RevertPlanner} decides on, again for each tip of a moving branch. */
final class RevertDecision {

  private final RevertRequest request;
  private final RolloutRendering rendering;
  private final InputFiles reader = new InputFiles();
  private final InputSet healthy;
  private final InputSet bad;

  RevertDecision(RevertRequest request, RolloutRendering rendering) {
    this.request = request;
    this.rendering = rendering;
    this.healthy = rendering.render(request.healthy()).inputs();
    this.bad = rendering.render(request.bad()).inputs();
  }

  RevertPlan plan(Tip.Found tip) {
    List<InputSet> inputs = List.of(healthy, bad, rendering.render(tip.tree()).inputs());
    try {
      RevertFiles files =
          new RevertFiles(
              reader.of(request.healthy(), inputs),
              reader.of(request.bad(), inputs),
              reader.of(tip.tree(), inputs));
      return RevertPlanner.plan(
          request.release(), files, mixed -> rendering.render(new FileTree(mixed)).templateHash());
    } catch (BuildException e) {
      return new RevertPlan.NotPossible(String.valueOf(e.getMessage()));
    }
  }
}
