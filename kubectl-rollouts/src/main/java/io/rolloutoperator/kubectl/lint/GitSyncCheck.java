package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A GitSync, by the rules of the operator itself. What the operator may be told to allow, such as
 * plain HTTP, is taken as allowed: the files do not tell its options.
 */
record GitSyncCheck() implements KindCheck {

  private static final FrontEndSettings ALLOWING =
      new FrontEndSettings(true, FrontEndSettings.DEFAULT.defaultServiceAccount(), true);

  @Override
  public void check(SourceObject object, GivenObjects given, Consumer<Finding> findings) {
    List<String> told = new ArrayList<>();
    StrictSpec.read(
            object,
            GitSyncSpec.class,
            finding -> {
              told.add(finding.path());
              findings.accept(finding);
            })
        .ifPresent(spec -> check(object, told, findings));
  }

  private static void check(SourceObject object, List<String> told, Consumer<Finding> findings) {
    switch (GitSyncFrontEnd.toUnit(object.tree(), ALLOWING)) {
      case UnitResult.Invalid(List<String> messages) ->
          messages.forEach(message -> findings.accept(object.error(message)));
      case UnitResult.Accepted accepted ->
          accepted.ignoredFields().stream()
              .filter(path -> !told.contains(path))
              .forEach(
                  path ->
                      findings.accept(
                          object.warning(path, "has no effect in this version of the operator")));
    }
  }
}
