package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Templates;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.writeback.RolloutRendering;
import java.util.Objects;
import java.util.Optional;

/**
 * The renderings of one attempt to undo a release. Those that the kustomize binary makes are
 * counted: all units share it. For one thread.
 */
final class RevertRendering implements RolloutRendering {

  /** Enough for a commit that touched some hundred files, of which one must be restored. */
  static final int MOST_RUNS = 20;

  private final Renderer renderer;
  private final SyncUnit unit;
  private final ObjectId rollout;
  private int runs;

  RevertRendering(Renderer renderer, SyncUnit unit, ObjectId rollout) {
    this.renderer = renderer;
    this.unit = unit;
    this.rollout = rollout;
  }

  /** There were too many runs of the kustomize binary. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SpentException() {
      super(
          ("finding the files to restore takes more than %d runs of the kustomize binary;"
                  + " revert the commit yourself")
              .formatted(MOST_RUNS));
    }
  }

  /**
   * Renders the files of a commit.
   *
   * @throws SpentException instead of one run of the kustomize binary too many
   */
  @Override
  public Rendered render(CommitTree tree) {
    if (runs >= MOST_RUNS) {
      throw new SpentException();
    }
    RenderResult result =
        renderer.render(tree, new Revision("", ""), unit.path(), unit.rendering());
    if (result.engine() == RenderResult.Engine.KUSTOMIZE) {
      runs++;
    }
    return switch (result) {
      case RenderResult.Rendered done ->
          new Rendered(
              done.manifests().stream()
                  .filter(this::isRollout)
                  .map(manifest -> Templates.template(manifest, done.manifests()))
                  .filter(JsonNode::isObject)
                  .map(template -> Objects.requireNonNull(PodTemplateHash.of(template, null)))
                  .findFirst(),
              done.inputs());
      case RenderResult.Failed failed -> new Rendered(Optional.empty(), failed.inputs());
    };
  }

  private boolean isRollout(Manifest manifest) {
    ObjectId id = manifest.id();
    return Templates.isRollout(manifest.object())
        && id.name().equals(rollout.name())
        && (id.namespace().isEmpty() || id.namespace().equals(rollout.namespace()));
  }
}
