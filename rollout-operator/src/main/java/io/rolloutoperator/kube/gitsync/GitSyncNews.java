package io.rolloutoperator.kube.gitsync;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.rolloutoperator.api.GitSync;
import java.util.Objects;

/** Which changes of a GitSync are news: those of people. The status is our own writing. */
public final class GitSyncNews implements OnUpdateFilter<GitSync> {

  @Override
  public boolean accept(GitSync now, GitSync before) {
    ObjectMeta is = now.getMetadata();
    ObjectMeta was = before.getMetadata();
    return !Objects.equals(is.getUid(), was.getUid())
        || !Objects.equals(is.getGeneration(), was.getGeneration())
        || !Objects.equals(is.getDeletionTimestamp(), was.getDeletionTimestamp())
        || !Objects.equals(is.getLabels(), was.getLabels())
        || !Objects.equals(is.getAnnotations(), was.getAnnotations())
        || !Objects.equals(is.getFinalizers(), was.getFinalizers());
  }
}
