package io.rolloutoperator.testkit.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Behind {@link RequiresCluster}: one cluster for each JVM, one namespace for each class. */
public final class ClusterExtension
    implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final Namespace STORE = Namespace.create(ClusterExtension.class);
  private static final int LONGEST_NAME = 40;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (isOutermost(context)) {
      String name = name(context.getRequiredTestClass());
      context
          .getStore(STORE)
          .put(TestNamespace.class, TestNamespace.create(cluster(context), name));
    }
  }

  /**
   * Returns the cluster, started at the first call. The launcher closes what is in its session's
   * store when the JVM has done all its classes, also those that it gets one by one as one of
   * several forks.
   */
  public static TestCluster cluster(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, STORE)
        .computeIfAbsent(TestCluster.class, _ -> TestCluster.open(), TestCluster.class);
  }

  private static boolean isOutermost(ExtensionContext context) {
    return context.getEnclosingTestClasses().isEmpty();
  }

  private static String name(Class<?> testClass) {
    String name =
        testClass.getSimpleName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    String suffix = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36), 36);
    return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-" + suffix;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestNamespace namespace = namespace(context);
    if (!isOutermost(context) || namespace == null) {
      return;
    }
    List<String> violations = oracles(context.getRequiredTestClass()).violations(namespace);
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n", violations));
    }
  }

  private static Oracles oracles(Class<?> testClass) {
    List<AnnotatedElement> elements = new ArrayList<>();
    collect(testClass, elements);
    return new Oracles(
        values(elements, ExpectWarnings.class, ExpectWarnings::value),
        values(elements, ExpectErrors.class, ExpectErrors::value),
        values(elements, ExpectRefusals.class, ExpectRefusals::value));
  }

  private static void collect(Class<?> testClass, List<AnnotatedElement> elements) {
    elements.add(testClass);
    elements.addAll(List.of(testClass.getDeclaredMethods()));
    for (Class<?> nested : testClass.getDeclaredClasses()) {
      collect(nested, elements);
    }
  }

  private static <A extends java.lang.annotation.Annotation> Set<String> values(
      List<AnnotatedElement> elements, Class<A> annotation, Function<A, String[]> value) {
    Set<String> values = new HashSet<>();
    for (AnnotatedElement element : elements) {
      AnnotationSupport.findAnnotation(element, annotation)
          .ifPresent(found -> values.addAll(List.of(value.apply(found))));
    }
    return values;
  }

  private static @Nullable TestNamespace namespace(ExtensionContext context) {
    return context.getStore(STORE).get(TestNamespace.class, TestNamespace.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestCluster.class || type == TestNamespace.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class
        ? cluster(context)
        : namespace(context);
  }
}
