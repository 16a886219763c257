package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.manifest.LimitException;

/**
 * How much a server may send.
 *
 * @param wireBytes in one operation, after HTTP's own compression
 * @param packBytes what the objects of one pack unpack to
 * @param refBytes of a list of refs
 * @param treeEntries files and folders of one commit
 */
public record GitLimits(long wireBytes, long packBytes, long refBytes, int treeEntries) {

  private static final long MEBIBYTE = 1024L * 1024;

  /** 256 MiB on the wire and per pack, 200,000 tree entries. */
  public static GitLimits defaults() {
    return of(256 * MEBIBYTE, 200_000);
  }

  /**
   * What is set up; the list of refs has 16 MiB in any case, which are some 250,000 refs.
   *
   * @param fetchBytes on the wire and per pack
   */
  public static GitLimits of(long fetchBytes, int treeEntries) {
    return new GitLimits(fetchBytes, fetchBytes, 16 * MEBIBYTE, treeEntries);
  }

  /** The failure of a repository that goes beyond a limit in bytes. */
  public SourceException tooLarge(long bytes) {
    return SourceException.refused("repository is larger than " + ByteSize.text(bytes));
  }

  /** The failure of a repository that has more files and folders than this. */
  public static SourceException tooManyFiles(int treeEntries) {
    return SourceException.refused(
        LimitException.Setting.TREE_ENTRIES.advice(
            "repository has more than " + treeEntries + " files"));
  }
}
