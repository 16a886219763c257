package io.rolloutoperator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.rolloutoperator.app.Main;
import io.rolloutoperator.engine.Forbidden;
import io.rolloutoperator.traffic.ForbiddenPatterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The structure of the code of all modules. Every rule is also applied to a class that breaks it.
 */
class ArchitectureTest {

  private static final int LONGEST_FILE = 400;

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rolloutoperator");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            "layers", ArchitectureRules.layers(), List.of(Forbidden.UpwardDependency.class)),
        Arguments.of(
            "no client, files, network, threads, loggers in pure packages",
            ArchitectureRules.purePackagesUseNoClientNoFilesNoNetworkNoThreadsNoLogger(),
            List.of(
                Forbidden.KubernetesClientUse.class,
                Forbidden.FileUse.class,
                Forbidden.StreamUse.class,
                Forbidden.NetworkUse.class,
                Forbidden.ThreadUse.class,
                Forbidden.LockUse.class,
                Forbidden.LoggerUse.class)),
        Arguments.of(
            "no clock, random numbers, settings in pure packages",
            ArchitectureRules.purePackagesReadNoClockNoRandomNumbersNoSettings(),
            List.of(
                Forbidden.InstantUse.class,
                Forbidden.MillisUse.class,
                Forbidden.NanosUse.class,
                Forbidden.ClockUse.class,
                Forbidden.DateUse.class,
                Forbidden.RandomUse.class,
                Forbidden.UuidUse.class,
                Forbidden.EnvironmentUse.class)),
        Arguments.of(
            "names",
            ArchitectureRules.noClassIsNamedAfterNothing(),
            List.of(
                Forbidden.TextUtil.class, Forbidden.TextHelper.class, Forbidden.TextManager.class)),
        Arguments.of(
            "regular expressions",
            ArchitectureRules.tenantsTextsMeetNoBacktrackingRegularExpressions(),
            List.of(ForbiddenPatterns.PatternUse.class, ForbiddenPatterns.StringMatchesUse.class)),
        Arguments.of(
            "deserialization",
            ArchitectureRules.nothingDeserializesObjects(),
            List.of(Forbidden.Deserialization.class)),
        Arguments.of(
            "processes",
            ArchitectureRules.onlyAKustomizeBinaryIsStarted(),
            List.of(Forbidden.ProcessBuilderUse.class, Forbidden.ExecUse.class)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theCodeKeepsTheRule(String name, ArchRule rule, List<Class<?>> offenders) {
    rule.check(PRODUCTION);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theRuleFailsOnEveryWayToBreakIt(String name, ArchRule rule, List<Class<?>> offenders) {
    assertThat(offenders)
        .isNotEmpty()
        .allSatisfy(
            offender ->
                assertThat(
                        rule.evaluate(new ClassFileImporter().importClasses(offender, Main.class))
                            .hasViolation())
                    .as(offender.getSimpleName())
                    .isTrue());
  }

  @Test
  void atMostOneClassMakesHttpClients() {
    ArchitectureRules.oneClassMakesHttpClients().check(PRODUCTION);

    JavaClasses one = new ClassFileImporter().importClasses(Forbidden.FirstHttpClient.class);
    JavaClasses two =
        new ClassFileImporter()
            .importClasses(Forbidden.FirstHttpClient.class, Forbidden.SecondHttpClient.class);
    assertThat(ArchitectureRules.oneClassMakesHttpClients().evaluate(one).hasViolation()).isFalse();
    assertThat(ArchitectureRules.oneClassMakesHttpClients().evaluate(two).hasViolation()).isTrue();
  }

  @Test
  void everyLayerIsLookedAt() {
    assertThat(List.of("api", "analysis", "engine", "kube", "app"))
        .allSatisfy(
            layer ->
                assertThat(
                        PRODUCTION.stream()
                            .anyMatch(
                                c -> c.getPackageName().startsWith("io.rolloutoperator." + layer)))
                    .as(layer)
                    .isTrue());
  }

  @Test
  void noFileIsLongerThanFourHundredLines() throws IOException {
    List<Path> files = mainSources();

    assertThat(files).hasSizeGreaterThan(100);
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(lines(file)).as("lines of %s", file).isLessThanOrEqualTo(LONGEST_FILE));
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All Java files of all modules, which lie beside this one. */
  private static List<Path> mainSources() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    assertThat(root)
        .as("the directory of the modules")
        .isNotNull()
        .isDirectoryContaining(p -> p.endsWith("pom.xml"));
    try (Stream<Path> files =
        Files.find(root, 32, (p, a) -> a.isRegularFile() && p.toString().endsWith(".java"))) {
      return files.filter(p -> root.relativize(p).toString().contains("src/main/java")).toList();
    }
  }
}
