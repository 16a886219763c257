package io.rolloutoperator.gitsync.writeback;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A commit to make and push.
 *
 * @param branch short name of the branch that it becomes the tip of
 * @param expected tip of that branch at the moment of the push; empty: there must be no such branch
 * @param parent 40 hex digits
 * @param changes to the files of the parent; a file that is there keeps its mode, a new one gets
 *     100644
 * @param message whole, with subject and trailers
 * @param at time of author and committer
 * @param pushOptions sent along with the push, for servers that take them
 */
public record NewCommit(
    String branch,
    Optional<String> expected,
    String parent,
    SortedMap<String, FileChange> changes,
    String message,
    Author author,
    Instant at,
    List<String> pushOptions) {

  /** Copies the collections. */
  public NewCommit {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    pushOptions = List.copyOf(pushOptions);
  }

  /** Who is named as author and committer. */
  public record Author(String name, String email) {}
}
