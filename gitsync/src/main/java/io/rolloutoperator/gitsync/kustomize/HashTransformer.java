package io.rolloutoperator.gitsync.kustomize;

/** Adds the hash of its content to the name of a generated ConfigMap or Secret. */
record HashTransformer() implements Transformer {

  @Override
  public void transform(ResourceList resources) {
    for (Resource each : resources.all()) {
      if (each.needsHash()) {
        String hash = ContentHash.of(each.object());
        each.rememberName();
        each.rename(each.name() + "-" + hash);
      }
    }
  }
}
