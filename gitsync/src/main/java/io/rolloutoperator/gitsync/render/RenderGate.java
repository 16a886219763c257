package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.manifest.LimitException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold for the objects of a unit, whichever engine rendered them. */
public final class RenderGate {

  private RenderGate() {}

  /**
   * Looks at number and size, at objects that are there twice, and at Secrets.
   *
   * @param allowPlainSecrets whether a Secret may be in clear text
   * @throws BuildException for the first that does not hold
   */
  public static void check(
      List<Manifest> manifests, RenderLimits limits, boolean allowPlainSecrets) {
    checkNumber(manifests, limits);
    checkSize(manifests, limits);
    checkUnique(manifests);
    SecretGate.check(manifests, allowPlainSecrets);
  }

  private static void checkNumber(List<Manifest> manifests, RenderLimits limits) {
    if (manifests.size() > limits.objects()) {
      throw new BuildException("more than " + limits.objects() + " objects");
    }
  }

  private static void checkSize(List<Manifest> manifests, RenderLimits limits) {
    long bytes = 0;
    for (Manifest manifest : manifests) {
      bytes += manifest.object().toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > limits.renderedBytes()) {
        throw new LimitException(
            "rendered objects are larger than " + ByteSize.text(limits.renderedBytes()),
            LimitException.Setting.RENDERED_SIZE);
      }
    }
  }

  /**
   * No object may be there twice, in whatever version.
   *
   * @throws BuildException {@code b.yaml:1: already defined in a.yaml:1}
   */
  static void checkUnique(List<Manifest> manifests) {
    Map<ObjectId, Origin> defined = new HashMap<>();
    for (Manifest manifest : manifests) {
      Origin before = defined.putIfAbsent(manifest.id(), manifest.origin());
      if (before != null) {
        throw BuildException.at(manifest.origin(), "already defined in " + before);
      }
    }
  }
}
