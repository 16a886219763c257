package io.rolloutoperator.demo;

/**
 * A container image with the two tags that go out one after the other.
 *
 * @param repository such as {@code nginxinc/nginx-unprivileged}
 * @param first tag of version 1
 * @param second tag of version 2
 */
record Image(String repository, String first, String second) {

  /** Public, for all common architectures, and it runs without root. */
  static final Image DEFAULT = new Image("nginxinc/nginx-unprivileged", "1.28", "1.29");

  /** A tag that no repository is expected to have: version 3. */
  static final String ABSENT = "bad";

  /**
   * Reads {@code REPO:TAG1,TAG2}.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static Image parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon < text.lastIndexOf('/')) {
      throw wrong(text);
    }
    String[] tags = text.substring(colon + 1).split(",", -1);
    if (tags.length != 2 || tags[0].isBlank() || tags[1].isBlank() || tags[0].equals(tags[1])) {
      throw wrong(text);
    }
    return new Image(text.substring(0, colon), tags[0], tags[1]);
  }

  /** The image of one version, as a pod names it. */
  String tagged(String tag) {
    return repository + ":" + tag;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "--image needs a repository with two different tags, such as %s:%s,%s; got %s"
            .formatted(DEFAULT.repository(), DEFAULT.first(), DEFAULT.second(), text));
  }
}
