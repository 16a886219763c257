package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.traffic.Routers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Checks files together: what one refers to may stand in another. */
public final class Lint {

  private static final Comparator<Finding> BY_LINE = Comparator.comparingInt(Finding::line);

  private Lint() {}

  /**
   * Everything there is to say.
   *
   * @param named files that the user named
   * @param found files of folders that the user named; a patch of a kustomization among them is
   *     left out
   */
  public static LintReport of(List<SourceFile> named, List<SourceFile> found) {
    return of(named, found, Routers.capabilities());
  }

  static LintReport of(List<SourceFile> named, List<SourceFile> found, Capabilities capabilities) {
    Set<String> patches = KustomizePatches.among(found);
    List<SourceFile> files = new ArrayList<>(named);
    found.stream().filter(file -> !patches.contains(file.name())).forEach(files::add);
    CheckedKinds kinds = new CheckedKinds(capabilities);
    GivenObjects given =
        new GivenObjects(files.stream().flatMap(file -> file.objects().stream()).toList());
    List<Finding> asFound = new ArrayList<>();
    List<Finding> sorted = new ArrayList<>();
    for (SourceFile file : files) {
      List<Finding> own = new ArrayList<>(file.findings());
      file.objects().forEach(object -> kinds.check(object, given, own::add));
      asFound.addAll(own);
      own.stream().distinct().sorted(BY_LINE).forEach(sorted::add);
    }
    long objects =
        files.stream().flatMap(file -> file.objects().stream()).filter(kinds::include).count();
    return new LintReport(files.size(), (int) objects, sorted, LintReport.ofObjects(asFound));
  }
}
