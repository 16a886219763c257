package io.rolloutoperator.gitsync.frontend.own;

/**
 * Options of the operator that decide what a GitSync may say.
 *
 * @param allowHttp {@code gitsync.allowHttp}: repositories may be read without encryption
 * @param defaultServiceAccount {@code gitsync.defaultServiceAccount}, never blank: a unit without
 *     an account of its own must not fall back to the rights of the operator
 * @param allowCrossNamespaceRefs {@code gitsync.allowCrossNamespaceRefs}
 */
public record FrontEndSettings(
    boolean allowHttp, String defaultServiceAccount, boolean allowCrossNamespaceRefs) {

  /** What holds if no option is given. */
  public static final FrontEndSettings DEFAULT = new FrontEndSettings(false, "gitsync", false);

  /**
   * Checks the account.
   *
   * @throws IllegalArgumentException if it is not the name of a ServiceAccount
   */
  public FrontEndSettings {
    if (!ObjectNames.isSubdomain(defaultServiceAccount)) {
      throw new IllegalArgumentException(
          "gitsync.defaultServiceAccount: \"" + defaultServiceAccount + "\" is no name");
    }
  }
}
