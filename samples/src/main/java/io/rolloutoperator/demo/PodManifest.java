package io.rolloutoperator.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;

/**
 * The Rollout that splits its traffic by pods, for one version.
 *
 * @param image what the pods run
 * @param tag of this version
 * @param deadline seconds that a release may go on without any progress
 */
record PodManifest(Image image, String tag, int deadline) {

  static final String NAME = "checkout";

  /** Below samples/. */
  static final String FILE = "demo/pods.yaml";

  static final int PODS = 5;

  /** For versions that only need their time, such as for pulling the image. */
  static final int PATIENT = 120;

  /** For the version that never comes up. */
  static final int SHORT = 15;

  /** The text to apply. */
  String yaml() {
    ObjectNode rollout = Json.yaml(Manifest.text("/" + FILE)).getFirst();
    ObjectNode spec = rollout.withObject("/spec");
    spec.put("progressDeadlineSeconds", deadline);
    ObjectNode pod = spec.withObject("/template/spec");
    if (!image.equals(Image.DEFAULT)) {
      pod.remove("securityContext"); // nobody knows here what another image needs
      ((ObjectNode) pod.path("containers").path(0)).remove("securityContext");
    }
    ((ObjectNode) pod.path("containers").path(0)).put("image", image.tagged(tag));
    return Json.write(rollout);
  }
}
