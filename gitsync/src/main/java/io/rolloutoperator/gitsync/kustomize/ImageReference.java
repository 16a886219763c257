package io.rolloutoperator.gitsync.kustomize;

/**
 * An image as a container names it.
 *
 * @param tag empty if there is none
 * @param digest with its algorithm, {@code sha256:…}; empty if there is none
 */
record ImageReference(String name, String tag, String digest) {

  /** Cuts at the first colon or at-sign after the host, which may have a port. */
  static ImageReference parse(String image) {
    int path = Math.max(0, image.indexOf('/'));
    int at = image.indexOf('@', path);
    int colon = image.indexOf(':', path);
    if (at >= 0 && (colon < 0 || at < colon)) {
      return new ImageReference(image.substring(0, at), "", image.substring(at + 1));
    }
    if (colon < 0) {
      return new ImageReference(image, "", "");
    }
    String name = image.substring(0, colon);
    return at < 0
        ? new ImageReference(name, image.substring(colon + 1), "")
        : new ImageReference(name, image.substring(colon + 1, at), image.substring(at + 1));
  }

  /** {@code name:tag@digest}, without what is empty. */
  @Override
  public String toString() {
    return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }
}
