package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.kubectl.view.Line;

/**
 * Something that is wrong with a file.
 *
 * @param file as it was named
 * @param line of the field, from 1; of the whole file 1
 * @param object which object it is about; {@link Subject#NONE} if the file has none
 * @param path of the field from the object's root; "" if it is about no field
 * @param text what is wrong, without the path
 */
public record Finding(
    Severity severity, String file, int line, Subject object, String path, String text) {

  /** How bad it is. */
  public enum Severity {
    /** The controller or the API server refuses the object, or a run of it ends in Error. */
    ERROR,
    /** Worth a look; the object is accepted, as far as the files tell. */
    WARNING
  }

  /**
   * The object that a finding is about.
   *
   * @param namespace "" if the file says none
   */
  public record Subject(String kind, String namespace, String name) {

    /** No object at all. */
    public static final Subject NONE = new Subject("", "", "");

    /** {@code Rollout/web}; "" for none. */
    public String display() {
      return kind.isEmpty() ? "" : kind + "/" + name;
    }
  }

  private static final String UNKNOWN_FIELD = "unknown field ";

  /** Of a field that the API does not have. */
  static String unknownField(String name) {
    return UNKNOWN_FIELD + '"' + name + '"';
  }

  /** {@code file:line: Kind/name: path: text}, a warning with that word before the object. */
  public String display() {
    String of = object.display();
    return printable(
        "%s:%d: %s%s%s"
            .formatted(
                file,
                line,
                severity == Severity.WARNING ? "warning: " : "",
                of.isEmpty() ? "" : of + ": ",
                sentence()));
  }

  Finding asError() {
    return new Finding(Severity.ERROR, file, line, object, path, text);
  }

  /** Path and text. */
  public String sentence() {
    return path.isEmpty() ? text : path + ": " + text;
  }

  /** The line that Argo Rollouts' lint ends with. */
  public String asArgoSaysIt() {
    return printable(
        text.startsWith(UNKNOWN_FIELD)
            ? "error unmarshaling JSON: while decoding JSON: json: " + text
            : sentence());
  }

  /** What others wrote could steer the terminal. */
  private static String printable(String text) {
    return Line.of(text).rendered(false);
  }
}
