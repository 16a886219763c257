package io.rolloutoperator.gitsync.writeback;

/** Where people look at commits. */
@FunctionalInterface
public interface CommitPages {

  /**
   * The address of a commit's page.
   *
   * @param id 40 hex digits
   * @return empty if there is no such page
   */
  String commit(String id);
}
