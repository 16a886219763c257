package io.rolloutoperator.gitsync.kustomize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Paths that may start with steps upwards. */
final class RelativePath {

  private RelativePath() {}

  /** One path after another: {@code ../base}, {@code x.yaml} is {@code ../base/x.yaml}. */
  static String join(Collection<String> way, String path) {
    List<String> steps = new ArrayList<>();
    for (String step : FieldPath.parts(String.join("/", way) + "/" + path, '/')) {
      if (step.equals("..") && !steps.isEmpty() && !steps.getLast().equals("..")) {
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }
}
