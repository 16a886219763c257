package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.api.NameRules;
import java.util.ArrayList;
import java.util.List;

/** The path of a request, taken apart. What is written in more than one way is not taken. */
final class PathSegments {

  private PathSegments() {}

  /**
   * The segments below the root; {@code [""]} for the root itself.
   *
   * @param root such as {@code /rollouts}; "" for none
   * @throws Rejected with 400 if a segment is no plain name, 404 outside the root
   */
  static List<String> of(String path, String root) throws Rejected {
    if (!path.chars().allMatch(PathSegments::isPlain) || path.contains("//")) {
      throw new Rejected(400, "the path is not one of this server");
    }
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    if (segments.contains(".") || segments.contains("..")) {
      throw new Rejected(400, "the path is not one of this server");
    }
    if (!path.startsWith(root + "/")) {
      throw new Rejected(404, "nothing is here: the dashboard is at " + root + "/");
    }
    return List.of(path.substring(root.length() + 1).split("/", -1));
  }

  /** Names of the API and of files need no percent signs, which could hide a slash. */
  private static boolean isPlain(int c) {
    return isOfName(c) || c == '/' || c == '_' || (c >= 'A' && c <= 'Z');
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  }

  /**
   * A name that an object or a namespace can have (RFC 1123).
   *
   * @throws Rejected with 400 if it is none
   */
  static String name(String text) throws Rejected {
    if (!NameRules.isName(text)) {
      throw new Rejected(400, "this is no name of an object");
    }
    return text;
  }
}
