package io.rolloutoperator.kubectl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.rolloutoperator.kubectl.cli.Command;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.command.Commands;
import io.rolloutoperator.kubectl.view.Forbidden;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The structure of the plugin. Every rule is also applied to a class that breaks it. */
class ArchitectureTest {

  private static final String ROOT = "io.rolloutoperator.kubectl";
  private static final String[] PURE = {
    ROOT + ".view..", ROOT + ".change..", ROOT + ".json..", ROOT + ".lint..", ROOT + ".forecast.."
  };

  /** The commands that work with the controller's own code. */
  private static final String DECIDING =
      ".*\\.command\\.(Lint|Plan|Notification|Trigger|TemplateNotify)[A-Za-z]*(\\$.*)?";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("layers", layers(), Forbidden.Upward.class),
        Arguments.of("no client", noClient(), Forbidden.Client.class),
        Arguments.of("no binding", noBinding(), Forbidden.Binding.class),
        Arguments.of("engine", engineForFewCommands(), Forbidden.Deciding.class),
        Arguments.of("pure", pure(), Forbidden.Network.class),
        Arguments.of("no clock", noClock(), Forbidden.Clock.class));
  }

  /** Formatting and patches know nothing of where objects come from. */
  private static ArchRule layers() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .withOptionalLayers(true)
        .layer("main")
        .definedBy(ROOT)
        .layer("command")
        .definedBy(ROOT + ".command..")
        .layer("dashboard")
        .definedBy(ROOT + ".dashboard..")
        .layer("action")
        .definedBy(ROOT + ".action..")
        .layer("live")
        .definedBy(ROOT + ".live..")
        .layer("cli, api, http, config")
        .definedBy(ROOT + ".cli..", ROOT + ".api..", ROOT + ".http..", ROOT + ".config..")
        .layer("lint, forecast")
        .definedBy(ROOT + ".lint..", ROOT + ".forecast..")
        .layer("change")
        .definedBy(ROOT + ".change..")
        .layer("view")
        .definedBy(ROOT + ".view..")
        .layer("json")
        .definedBy(ROOT + ".json..")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("dashboard")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("action")
        .mayOnlyBeAccessedByLayers("command", "dashboard")
        .whereLayer("live")
        .mayOnlyBeAccessedByLayers("command", "dashboard")
        .whereLayer("cli, api, http, config")
        .mayOnlyBeAccessedByLayers("main", "command", "dashboard", "action", "live")
        .whereLayer("lint, forecast")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("change")
        .mayOnlyBeAccessedByLayers("command", "dashboard", "action")
        .whereLayer("view")
        .mayOnlyBeAccessedByLayers(
            "command", "dashboard", "action", "live", "change", "lint, forecast");
  }

  /** The Kubernetes client alone takes longer to start than a command may. */
  private static ArchRule noClient() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "okhttp3..", "org.slf4j.."));
  }

  /** So does the data binding of Jackson; its trees are only data. */
  private static ArchRule noBinding() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(com.fasterxml.jackson.core.ObjectCodec.class)
                .or(resideInAnyPackage("com.fasterxml.jackson.databind.json..")));
  }

  /** The controller's code takes longer to load than the other commands may. */
  private static ArchRule engineForFewCommands() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".lint..", ROOT + ".forecast..")
        .and()
        .haveNameNotMatching(DECIDING)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.rolloutoperator.engine..",
                "io.rolloutoperator.analysis..",
                "io.rolloutoperator.traffic..",
                "io.rolloutoperator.gitsync..",
                "io.rolloutoperator.api.rollout..",
                "io.rolloutoperator.api.analysis.."));
  }

  private static ArchRule pure() {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "javax.net..",
                    "java.nio.file..",
                    "java.util.concurrent..",
                    "picocli..")
                .or(assignableTo(OutputStream.class))
                .or(assignableTo(Thread.class))
                .or(assignableTo(ProcessBuilder.class)));
  }

  private static ArchRule noClock() {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theCodeKeepsTheRule(String name, ArchRule rule, Class<?> offender) {
    rule.check(PRODUCTION);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theRuleFailsOnAClassThatBreaksIt(String name, ArchRule rule, Class<?> offender) {
    JavaClasses broken =
        new ClassFileImporter().importClasses(offender, Main.class, CommandFailure.class);
    assertThat(rule.evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void aCommandIsAFileAndALineInTheList() {
    long classes =
        PRODUCTION.stream()
            .filter(each -> each.isAssignableTo(Command.class))
            .filter(each -> !each.isInterface())
            .count();
    assertThat(Commands.ALL.stream().map(entry -> entry.make().get().getClass()).distinct())
        .hasSize((int) classes);
  }
}
