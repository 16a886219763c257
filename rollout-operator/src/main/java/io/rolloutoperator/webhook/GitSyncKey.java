package io.rolloutoperator.webhook;

/** Names a GitSync. */
record GitSyncKey(String namespace, String name) {

  @Override
  public String toString() {
    return "GitSync " + namespace + "/" + name;
  }
}
