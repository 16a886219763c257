package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;

import io.rolloutoperator.analysis.expression.Value;
import java.util.List;

/** Versions, such as those of images. */
final class VersionFunctions {

  static final List<Function> ALL =
      List.of(Function.of("semverCompare", VersionFunctions::compare, TEXT, TEXT));

  private VersionFunctions() {}

  private static Value compare(List<Value> arguments, Function.Context context) {
    String constraint = Texts.of(arguments.get(0));
    String version = Texts.of(arguments.get(1));
    // Each of its terms may read what stands before the release to the end.
    context.budget().search(constraint.length(), version.length());
    return Value.of(VersionConstraint.parse(constraint).accepts(SemanticVersion.parse(version)));
  }
}
