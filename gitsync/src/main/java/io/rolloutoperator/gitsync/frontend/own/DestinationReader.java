package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.gitsync.unit.UnitId;

/** Reads where the objects go. */
final class DestinationReader {

  private final SpecFields fields;

  DestinationReader(SpecFields fields) {
    this.fields = fields;
  }

  Destination read(GitSyncSpec spec, UnitId id) {
    return new Destination(
        fields.namespace("spec.targetNamespace", spec.targetNamespace(), id.namespace()),
        fields.choice(
            "spec.targetNamespacePolicy",
            spec.targetNamespacePolicy(),
            Choices.NAMESPACE_POLICY,
            false),
        spec.createNamespace(),
        spec.namespaceMetadata().labels(),
        spec.namespaceMetadata().annotations());
  }
}
