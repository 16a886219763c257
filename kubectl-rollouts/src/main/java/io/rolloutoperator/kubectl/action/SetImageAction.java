package io.rolloutoperator.kubectl.action;

import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.ImageChange;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import java.util.List;

/** Containers get other images, which starts an update. */
public record SetImageAction(List<ImageChange> changes) implements RolloutAction {

  /** Somebody else may write in between, the controller above all. */
  private static final int TRIES = 5;

  public SetImageAction {
    changes = List.copyOf(changes);
  }

  @Override
  public String on(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    for (int attempt = 1; ; attempt++) {
      try {
        replace(rollout, cluster);
        return "rollout \"" + rollout.name() + "\" image updated";
      } catch (ApiFailure e) {
        if (!e.conflict() || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private void replace(ObjectRef rollout, Cluster cluster) throws CommandFailure {
    TemplateOwner owner = TemplateOwner.of(rollout, cluster.get(rollout), cluster);
    for (ImageChange change : changes) {
      if (!change.applyTo(owner.tree())) {
        throw new Refusal("unable to find container named \"%s\"".formatted(change.container()));
      }
    }
    cluster.replace(owner.ref(), owner.tree());
  }
}
