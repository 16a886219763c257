package io.rolloutoperator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Console;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of the code's structure, apart from the classes they are applied to. */
final class ArchitectureRules {

  private static final String[] PURE = {
    "io.rolloutoperator.api.template..",
    "io.rolloutoperator.analysis.expression..",
    "io.rolloutoperator.analysis.core..",
    "io.rolloutoperator.engine..",
    "io.rolloutoperator.traffic.gatewayapi..",
    "io.rolloutoperator.notify.config..",
    "io.rolloutoperator.notify.defaults..",
    "io.rolloutoperator.notify.message..",
    "io.rolloutoperator.notify.outbox..",
    "io.rolloutoperator.notify.service..",
    "io.rolloutoperator.notify.subscription..",
    "io.rolloutoperator.notify.template..",
    "io.rolloutoperator.notify.trigger..",
    "io.rolloutoperator.gitsync.unit..",
    "io.rolloutoperator.gitsync.manifest..",
    "io.rolloutoperator.gitsync.render..",
    "io.rolloutoperator.gitsync.kustomize..",
    "io.rolloutoperator.gitsync.plan..",
    "io.rolloutoperator.gitsync.health..",
    "io.rolloutoperator.gitsync.frontend..",
    "io.rolloutoperator.gitsync.status..",
    "io.rolloutoperator.kube.metrics.projection..",
  };

  /**
   * Packages that work on texts of tenants, whose regular expressions must take time linear in the
   * text.
   */
  private static final String[] TENANT_TEXT = {
    "io.rolloutoperator.analysis.expression..",
    "io.rolloutoperator.traffic..",
    "io.rolloutoperator.notify..",
    "io.rolloutoperator.gitsync..",
  };

  /** Runs a kustomize binary, in a folder with files for it. */
  private static final String KUSTOMIZE_BINARY =
      "io\\.rolloutoperator\\.gitsync\\.render\\.(KustomizeBinary|LimitedRun|BuildFolder)(\\$.*)?";

  /** Starts its processes. */
  private static final String PROCESSES =
      "io\\.rolloutoperator\\.gitsync\\.render\\.LimitedRun(\\$.*)?";

  private static final Set<String> REGEX_OF_STRING =
      Set.of("matches", "replaceAll", "replaceFirst");

  private ArchitectureRules() {}

  /** Each layer knows only those below it. */
  static ArchRule layers() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.rolloutoperator..")
        .withOptionalLayers(true)
        .layer("crds")
        .definedBy("io.rolloutoperator.api..", "io.rolloutoperator.crdgen..")
        .layer("analysis")
        .definedBy("io.rolloutoperator.analysis..")
        .layer("egress")
        .definedBy("io.rolloutoperator.egress..")
        .layer("gitsync")
        .definedBy("io.rolloutoperator.gitsync..")
        .layer("notify")
        .definedBy("io.rolloutoperator.notify..")
        .layer("engine")
        .definedBy("io.rolloutoperator.engine..")
        .layer("traffic")
        .definedBy("io.rolloutoperator.traffic..")
        .layer("kube")
        .definedBy("io.rolloutoperator.kube..")
        .layer("webhook")
        .definedBy("io.rolloutoperator.webhook..")
        .layer("app")
        .definedBy("io.rolloutoperator.app..")
        .layer("testkit")
        .definedBy("io.rolloutoperator.testkit..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("webhook")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("kube")
        .mayOnlyBeAccessedByLayers("webhook", "app")
        .whereLayer("traffic")
        .mayOnlyBeAccessedByLayers("kube", "app")
        .whereLayer("gitsync")
        .mayOnlyBeAccessedByLayers("kube", "webhook", "app")
        .whereLayer("notify")
        .mayOnlyBeAccessedByLayers("kube", "app")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("traffic", "kube", "app")
        .whereLayer("analysis")
        .mayOnlyBeAccessedByLayers("notify", "engine", "traffic", "kube", "app")
        .whereLayer("egress")
        .mayOnlyBeAccessedByLayers("analysis", "gitsync", "notify")
        .whereLayer("testkit")
        .mayNotBeAccessedByAnyLayer();
  }

  /**
   * Pure packages talk to nothing and wait for nothing, but for the classes that run a kustomize
   * binary. The models of Kubernetes objects are data.
   */
  static ArchRule purePackagesUseNoClientNoFilesNoNetworkNoThreadsNoLogger() {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .and()
        .haveNameNotMatching(KUSTOMIZE_BINARY)
        .should()
        .dependOnClassesThat(
            clients()
                .or(inputAndOutput())
                .or(threads())
                .or(loggers())
                .as("a client, input or output, threads or loggers"));
  }

  private static DescribedPredicate<JavaClass> clients() {
    DescribedPredicate<JavaClass> kubernetes =
        resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..")
            .and(not(equivalentTo(io.fabric8.kubernetes.client.CustomResource.class)));
    return kubernetes.or(
        resideInAnyPackage("okhttp3..", "java.net..", "javax.net..").and(not(addresses())));
  }

  /** An address is a text; nothing is connected or resolved by it. */
  private static DescribedPredicate<JavaClass> addresses() {
    return equivalentTo(java.net.URI.class)
        .or(equivalentTo(java.net.URISyntaxException.class))
        .or(equivalentTo(java.net.URLEncoder.class));
  }

  /**
   * Readers and plain input streams are left out: with them a class reads the tables that lie
   * beside it in the jar.
   */
  private static DescribedPredicate<JavaClass> inputAndOutput() {
    return resideInAnyPackage("java.nio.file..", "java.nio.channels..")
        .or(equivalentTo(File.class))
        .or(equivalentTo(RandomAccessFile.class))
        .or(equivalentTo(Console.class))
        .or(assignableTo(FileInputStream.class))
        .or(assignableTo(FileReader.class))
        .or(
            assignableTo(OutputStream.class)
                .and(not(equivalentTo(java.io.ByteArrayOutputStream.class))));
  }

  private static DescribedPredicate<JavaClass> threads() {
    return resideInAPackage("java.util.concurrent..")
        .or(equivalentTo(Thread.class))
        .or(equivalentTo(ThreadLocal.class))
        .or(equivalentTo(java.util.Timer.class));
  }

  private static DescribedPredicate<JavaClass> loggers() {
    return resideInAnyPackage("org.slf4j..", "java.util.logging..", "ch.qos.logback..");
  }

  /** Pure packages get the time, random numbers and settings as values. */
  static ArchRule purePackagesReadNoClockNoRandomNumbersNoSettings() {
    return noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .and()
        .haveNameNotMatching(KUSTOMIZE_BINARY)
        .should()
        .accessTargetWhere(ambient())
        .orShould()
        .dependOnClassesThat(
            equivalentTo(java.time.Clock.class)
                .or(equivalentTo(java.util.Random.class))
                .or(equivalentTo(java.security.SecureRandom.class))
                .or(equivalentTo(java.util.random.RandomGenerator.class))
                .as("a clock or a source of random numbers"));
  }

  private static DescribedPredicate<JavaAccess<?>> ambient() {
    Set<String> ofSystem =
        Set.of(
            "currentTimeMillis", "nanoTime", "getenv", "getProperty", "out", "err", "in", "exit");
    return DescribedPredicate.describe(
        "the clock, random numbers or the process's surroundings",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getTarget().getName();
          return (owner.startsWith("java.time.") && name.equals("now"))
              || (owner.equals("java.lang.System") && ofSystem.contains(name))
              || (owner.equals("java.lang.Math") && name.equals("random"))
              || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
              || (owner.equals("java.util.Collections") && name.equals("shuffle"))
              || (owner.equals("java.util.Date") && isCallWithoutArguments(access));
        });
  }

  private static boolean isCallWithoutArguments(JavaAccess<?> access) {
    return access instanceof JavaCall<?> call
        && call.getName().equals("<init>")
        && call.getTarget().getRawParameterTypes().isEmpty();
  }

  /** Names say what a class is for. */
  static ArchRule noClassIsNamedAfterNothing() {
    return noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)(\\$.*)?");
  }

  /** What a tenant writes never meets an engine that backtracks. */
  static ArchRule tenantsTextsMeetNoBacktrackingRegularExpressions() {
    return noClasses()
        .that()
        .resideInAnyPackage(TENANT_TEXT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .orShould()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "methods of String that use java.util.regex",
                access ->
                    access.getTargetOwner().isEquivalentTo(String.class)
                        && REGEX_OF_STRING.contains(access.getTarget().getName())));
  }

  /** Nothing deserializes Java objects. */
  static ArchRule nothingDeserializesObjects() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.io.ObjectInputStream.class);
  }

  /**
   * One class runs a kustomize binary, if the operator's user has one; the tests' tools run more.
   */
  static ArchRule onlyAKustomizeBinaryIsStarted() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.rolloutoperator.testkit..")
        .and()
        .haveNameNotMatching(PROCESSES)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "Runtime.exec",
                access ->
                    access.getTargetOwner().isEquivalentTo(Runtime.class)
                        && access.getTarget().getName().equals("exec")));
  }

  /**
   * One class makes the client of all providers, and one that of all Git servers and forges, so
   * that limits, timeouts and address checks hold for every request.
   */
  static ArchRule oneClassMakesHttpClients() {
    return classes()
        .that()
        .resideOutsideOfPackage("io.rolloutoperator.testkit..")
        .should(new MadeInOnePlace("okhttp3.OkHttpClient", "okhttp3.OkHttpClient$Builder"))
        .allowEmptyShould(true);
  }

  /** At most one of the classes of each part of the product calls a constructor of these. */
  private static final class MadeInOnePlace extends ArchCondition<JavaClass> {

    private final Set<String> made;
    private final List<JavaClass> makers = new ArrayList<>();

    MadeInOnePlace(String... made) {
      super("be the only one to make " + List.of(made));
      this.made = Set.of(made);
    }

    @Override
    public void check(JavaClass javaClass, ConditionEvents events) {
      boolean makes =
          javaClass.getConstructorCallsFromSelf().stream()
              .anyMatch(c -> made.contains(c.getTargetOwner().getName()));
      if (makes) {
        makers.add(javaClass);
      }
    }

    @Override
    public void finish(ConditionEvents events) {
      makers.stream().collect(Collectors.groupingBy(MadeInOnePlace::part)).values().stream()
          .filter(of -> of.size() > 1)
          .flatMap(List::stream)
          .forEach(
              m ->
                  events.add(
                      SimpleConditionEvent.violated(
                          m, m.getName() + " makes an HTTP client of its own")));
      makers.clear();
    }

    /** {@code analysis} of {@code io.rolloutoperator.analysis.providers}. */
    private static String part(JavaClass javaClass) {
      String[] names = javaClass.getPackageName().split("\\.", -1);
      return names.length > 2 ? names[2] : "";
    }
  }
}
