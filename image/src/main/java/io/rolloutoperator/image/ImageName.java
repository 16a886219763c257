package io.rolloutoperator.image;

/**
 * A name and a tag.
 *
 * @param repository such as {@code rollout-operator} or {@code registry.example.com/team/operator}
 * @param tag such as {@code 0.1.0}
 */
record ImageName(String repository, String tag) {

  /** Reads {@code REPOSITORY:TAG}; without a tag it is {@code latest}. */
  static ImageName parse(String name) {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/')
        ? new ImageName(name.substring(0, colon), name.substring(colon + 1))
        : new ImageName(name, "latest");
  }

  /** As a person writes it, and Docker lists it. */
  String familiar() {
    return repository + ":" + tag;
  }

  /**
   * With the registry that Docker means where none is named: the first part is one if it has a dot
   * or a port, or is localhost. Kubelets ask containerd by this name.
   */
  String full() {
    int slash = repository.indexOf('/');
    String first = slash < 0 ? "" : repository.substring(0, slash);
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return familiar();
    }
    return "docker.io/" + (slash < 0 ? "library/" : "") + familiar();
  }
}
