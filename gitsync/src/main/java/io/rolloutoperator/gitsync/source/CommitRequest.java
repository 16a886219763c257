package io.rolloutoperator.gitsync.source;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A commit to be made on top of another one.
 *
 * @param branch short name; made if {@code expected} is empty
 * @param base id of the commit it follows
 * @param expected what the branch must point to; empty: it must not exist yet
 * @param files new content by path; empty: the file is deleted
 * @param message whole, with a subject line
 * @param pushOptions sent along with the push, one line each; a server that takes none refuses the
 *     push
 */
public record CommitRequest(
    String branch,
    String base,
    Optional<String> expected,
    Map<String, Optional<byte[]>> files,
    Person author,
    Person committer,
    Instant time,
    String message,
    List<String> pushOptions) {

  /** Copies the collections. */
  public CommitRequest {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    pushOptions = List.copyOf(pushOptions);
  }

  /** A commit without push options. */
  public CommitRequest(
      String branch,
      String base,
      Optional<String> expected,
      Map<String, Optional<byte[]>> files,
      Person author,
      Person committer,
      Instant time,
      String message) {
    this(branch, base, expected, files, author, committer, time, message, List.of());
  }

  /** Who wrote something. */
  public record Person(String name, String email) {}

  /** A commit that moves its branch on. */
  public static CommitRequest onTopOf(
      String branch,
      String base,
      Map<String, Optional<byte[]>> files,
      Person author,
      Instant time,
      String message) {
    return new CommitRequest(branch, base, Optional.of(base), files, author, author, time, message);
  }
}
