package io.rolloutoperator.gitsync.source;

/**
 * One commit under the name it was asked for.
 *
 * @param refName short name of the branch or tag; empty if a commit was asked for by its id
 * @param commit 40 hex digits
 */
public record Revision(String refName, String commit) {

  private static final int SHORT = 7;

  /** {@code main@sha1:<40 hex>}, or {@code sha1:<40 hex>}. */
  @Override
  public String toString() {
    return (refName.isEmpty() ? "" : refName + "@") + "sha1:" + commit;
  }

  /** {@code main@1a2b3c4}, or {@code 1a2b3c4}. */
  public String shortText() {
    return (refName.isEmpty() ? "" : refName + "@") + shortCommit();
  }

  /** {@code 1a2b3c4}. */
  public String shortCommit() {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static Revision parse(String text) {
    int mark = text.lastIndexOf("sha1:");
    if (mark < 0 || (mark > 0 && text.charAt(mark - 1) != '@')) {
      throw new IllegalArgumentException("not a revision: " + text);
    }
    return new Revision(text.substring(0, Math.max(0, mark - 1)), text.substring(mark + 5));
  }
}
