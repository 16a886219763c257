package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Which version of which object a pass saw; every write is made on exactly that.
 *
 * @param uid UID of the object
 * @param resourceVersion its version
 */
record Handle(String uid, String resourceVersion) {

  static Handle of(HasMetadata object) {
    return new Handle(object.getMetadata().getUid(), object.getMetadata().getResourceVersion());
  }
}
