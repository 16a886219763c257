package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;

/** Paths that kustomize would fetch from elsewhere. None of them is followed. */
final class RemotePath {

  private static final List<String> SCHEMES = List.of("http:", "https:");
  private static final List<String> STARTS =
      List.of("git::", "git@", "ssh://", "file://", "github.com/", "github.com:", "gh:");
  private static final List<String> PARTS = List.of("?ref=", "?version=", ".git/", "_git/", "//");

  private RemotePath() {}

  /** Whether it is a URL whatever the repository holds; schemes are of any case. */
  static boolean certain(String path) {
    return SCHEMES.stream().anyMatch(each -> path.regionMatches(true, 0, each, 0, each.length()));
  }

  /** Whether it is a URL of a repository, if nothing in this one has such a path. */
  static boolean likely(String path) {
    return STARTS.stream().anyMatch(path::startsWith)
        || PARTS.stream().anyMatch(path::contains)
        || path.endsWith(".git");
  }

  static BuildException refused(String file, String path) {
    return BuildException.in(file, "remote resource \"" + path + "\" is not allowed");
  }
}
