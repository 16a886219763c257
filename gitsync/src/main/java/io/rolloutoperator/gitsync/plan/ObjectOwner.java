package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.Optional;

/**
 * Whether a live object is somebody else's.
 *
 * @param label of our unit
 * @param adopt whether objects marked by other tools are taken over
 */
record ObjectOwner(String label, boolean adopt) {

  private static final String FLUX = "kustomize.toolkit.fluxcd.io/";
  private static final String FLUX_HELM = "helm.toolkit.fluxcd.io/";
  private static final String ARGO = "argocd.argoproj.io/tracking-id";
  private static final String HELM = "meta.helm.sh/release-";

  static ObjectOwner of(UnitId unit, String installation, boolean adopt) {
    return new ObjectOwner(unit.label(installation), adopt);
  }

  /** Whether we applied the object and nobody took it. */
  boolean ours(JsonNode live) {
    return Metadata.of(live).label(ObjectMarks.SYNC_LABEL).equals(label);
  }

  /** {@code Deployment shop/my-app is owned by GitSync team-b/shop}. */
  Optional<String> conflict(ObjectNode live) {
    Metadata metadata = Metadata.of(live);
    String mark = metadata.label(ObjectMarks.SYNC_LABEL);
    if (mark.equals(label)) {
      return Optional.empty();
    }
    Optional<String> owner = mark.isEmpty() ? foreign(metadata) : Optional.of(unit(metadata));
    return owner.map(name -> ObjectId.of(live) + " is owned by " + name);
  }

  /** The annotation names it readably; without it the label still says that it is not ours. */
  private static String unit(Metadata metadata) {
    String owner = metadata.annotation(ObjectMarks.SYNC_OWNER);
    int slash = owner.indexOf('/');
    return slash > 0
        ? owner.substring(0, slash) + " " + owner.substring(slash + 1)
        : "another unit";
  }

  private Optional<String> foreign(Metadata metadata) {
    if (adopt) {
      return Optional.empty();
    }
    if (!metadata.label(FLUX + "name").isEmpty()) {
      return Optional.of(
          "Kustomization "
              + metadata.label(FLUX + "namespace")
              + "/"
              + metadata.label(FLUX + "name"));
    }
    if (!metadata.label(FLUX_HELM + "name").isEmpty()) {
      return Optional.of(
          "HelmRelease "
              + metadata.label(FLUX_HELM + "namespace")
              + "/"
              + metadata.label(FLUX_HELM + "name"));
    }
    if (metadata.hasAnnotation(ARGO)) {
      String tracking = metadata.annotation(ARGO);
      int end = tracking.indexOf(':');
      return Optional.of("Application " + (end < 0 ? tracking : tracking.substring(0, end)));
    }
    if (metadata.hasAnnotation(HELM + "name")) {
      return Optional.of(
          "Helm release "
              + metadata.annotation(HELM + "namespace")
              + "/"
              + metadata.annotation(HELM + "name"));
    }
    return Optional.empty();
  }
}
