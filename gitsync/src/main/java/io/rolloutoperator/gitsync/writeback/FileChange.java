package io.rolloutoperator.gitsync.writeback;

/** What becomes of one file in a commit. */
public sealed interface FileChange {

  /** The file gets this content, byte for byte. */
  record Write(FileContent content) implements FileChange {}

  /** The file goes. */
  record Delete() implements FileChange {}
}
