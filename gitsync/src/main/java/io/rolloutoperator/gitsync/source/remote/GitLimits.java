package io.rolloutoperator.gitsync.source.remote;

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

  /** 256 MiB on the wire and per pack, 200,000 tree entries; 16 MiB are some 250,000 refs. */
  public static GitLimits defaults() {
    return new GitLimits(256 * MEBIBYTE, 256 * MEBIBYTE, 16 * MEBIBYTE, 200_000);
  }

  /** The failure of a repository that goes beyond a limit in bytes. */
  public SourceException tooLarge(long bytes) {
    return SourceException.refused("repository is larger than " + text(bytes));
  }

  /** {@code 256 MiB}; bytes if it is no whole number of them. */
  public static String text(long bytes) {
    return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
  }
}
