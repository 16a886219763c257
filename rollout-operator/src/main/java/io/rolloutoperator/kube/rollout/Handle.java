package io.rolloutoperator.kube.rollout;

/**
 * Which version of which object a pass saw; every write is made on exactly that.
 *
 * @param uid UID of the object
 * @param resourceVersion its version
 */
record Handle(String uid, String resourceVersion) {}
