package io.rolloutoperator.gitsync.unit;

/** Which commit of a repository is wanted. */
public sealed interface GitRef {

  /** Whatever the remote's HEAD points to. */
  record RemoteHead() implements GitRef {}

  /** The tip of a branch. */
  record Branch(String name) implements GitRef {}

  /** What a tag points to. */
  record Tag(String name) implements GitRef {}

  /** The highest tag within a range of versions; equal ones by the time of their commit. */
  record Semver(String range) implements GitRef {}

  /** A full name such as {@code refs/pull/1/head}. */
  record FullName(String name) implements GitRef {}

  /** One commit, 40 hex digits. */
  record Commit(String id) implements GitRef {}
}
