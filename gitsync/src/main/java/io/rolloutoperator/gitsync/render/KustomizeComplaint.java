package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.api.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is told of the words of a kustomize binary that failed. */
final class KustomizeComplaint {

  private static final int LONGEST = 500;
  private static final String ERROR = "Error: ";

  private KustomizeComplaint() {}

  /**
   * One line. The binary quotes whole patches and literals of generators, so that nothing of it is
   * told where a Secret is among the files.
   *
   * @param words standard error
   * @param root the folder that the files were in
   */
  static String of(KustomizeBuild build, String words, String root) {
    String command = "kustomize build " + (build.folder().isEmpty() ? "." : build.folder());
    if (holdsSecrets(build)) {
      return "kustomize refuses it; its message may show a Secret: run \"%s\" to read it"
          .formatted(command);
    }
    String told =
        words
            .lines()
            .filter(line -> !line.startsWith("# Warning"))
            .collect(Collectors.joining("\n"))
            .replace(root + "/", "")
            .replace(root, ".");
    int error = told.indexOf(ERROR);
    String line = OneLine.clean(told.substring(error < 0 ? 0 : error + ERROR.length()), LONGEST);
    return line.isEmpty() ? "kustomize failed without a message" : "kustomize: " + line;
  }

  /** Rather too often than once too little: also for kinds whose names begin so. */
  private static boolean holdsSecrets(KustomizeBuild build) {
    return build.files().values().stream()
        .map(file -> bare(new String(file, StandardCharsets.UTF_8)))
        .anyMatch(text -> text.contains("kindsecret") || text.contains("secretgenerator"));
  }

  private static String bare(String text) {
    StringBuilder bare = new StringBuilder();
    text.chars().filter(Character::isLetterOrDigit).forEach(c -> bare.append((char) c));
    return bare.toString().toLowerCase(Locale.ROOT);
  }
}
