package io.rolloutoperator.gitsync.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a gitignore file.
 *
 * @param negated whether it takes back what lines before it say
 * @param folderOnly whether it is for folders alone
 * @param segments of the path, from the folder of the file
 */
record IgnoreRule(boolean negated, boolean folderOnly, List<Segment> segments) {

  /** A part of the pattern between slashes. */
  private sealed interface Segment {}

  /** {@code **}: any number of folders. */
  private record AnyFolders() implements Segment {}

  /** One name. */
  private record Name(Glob glob) implements Segment {}

  private static final String DOUBLE_STAR = "**";

  /** Empty for a blank line and a comment. */
  static Optional<IgnoreRule> parse(String line) {
    String pattern = withoutTrailingBlanks(line);
    if (pattern.isEmpty() || pattern.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = pattern.startsWith("!");
    String path = negated ? pattern.substring(1) : pattern;
    boolean folderOnly = path.endsWith("/");
    path = folderOnly ? path.substring(0, path.length() - 1) : path;
    List<Segment> segments = segments(path);
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(new IgnoreRule(negated, folderOnly, segments));
  }

  private static List<Segment> segments(String path) {
    List<Segment> segments = new ArrayList<>();
    // A pattern with a slash counts from the folder of its file, one without at any depth.
    if (path.indexOf('/') < 0 && !path.isEmpty()) {
      segments.add(new AnyFolders());
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(DOUBLE_STAR)) {
        segments.add(new AnyFolders());
      } else if (!segment.isEmpty()) {
        segments.add(new Name(Glob.parse(segment)));
      }
    }
    if (!segments.isEmpty() && segments.getLast() instanceof AnyFolders) {
      // At the end it stands for what lies within, not for the folder itself.
      segments.add(new Name(Glob.parse("*")));
    }
    return segments;
  }

  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !escaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean escaped(String line, int at) {
    return at > 0 && line.charAt(at - 1) == '\\';
  }

  /**
   * Whether it is about a path.
   *
   * @param path segments, from the folder of the file
   */
  boolean matches(List<String> path, boolean isFolder) {
    return (isFolder || !folderOnly)
        && matches(isOfAnyFolder() ? path.reversed().subList(0, 1) : path);
  }

  /** Most rules are of this form; however deep a path is, its name alone decides. */
  private boolean isOfAnyFolder() {
    return segments.size() == 2
        && segments.getFirst() instanceof AnyFolders
        && segments.getLast() instanceof Name;
  }

  /** The walk of {@link Glob#matches}, over segments. */
  private boolean matches(List<String> path) {
    int segment = 0;
    int at = 0;
    int afterStars = -1;
    int taken = 0;
    while (at < path.size()) {
      if (segment < segments.size() && segments.get(segment) instanceof AnyFolders) {
        afterStars = ++segment;
        taken = at;
      } else if (segment < segments.size()
          && segments.get(segment) instanceof Name(Glob glob)
          && glob.matches(path.get(at))) {
        segment++;
        at++;
      } else if (afterStars >= 0) {
        segment = afterStars;
        at = ++taken;
      } else {
        return false;
      }
    }
    return segment == segments.size();
  }
}
