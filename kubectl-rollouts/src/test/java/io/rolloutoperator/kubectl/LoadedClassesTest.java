package io.rolloutoperator.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which classes a command loads, by a class loader of its own with the libraries that the plugin is
 * shipped with and no others: a start must not pay for what only lint and plan need.
 */
class LoadedClassesTest {

  /** Libraries that the plugin does not carry. */
  private static final List<String> LEFT_OUT =
      List.of(
          "okhttp",
          "okio",
          "kotlin",
          "kubernetes-",
          "fabric8",
          "slf4j",
          "logback",
          "jgit",
          "sshd",
          "dataformat",
          "archunit",
          "junit",
          "assertj",
          "awaitility",
          "bcp",
          "bcu");

  private static final List<String> OF_LINT_AND_PLAN =
      List.of(
          "io.rolloutoperator.engine.",
          "io.rolloutoperator.analysis.",
          "io.rolloutoperator.traffic.",
          "io.rolloutoperator.gitsync.",
          "io.rolloutoperator.kubectl.lint.",
          "io.rolloutoperator.kubectl.forecast.",
          "com.google.re2j.",
          "com.fasterxml.jackson.databind.ObjectMapper");

  /** Loads what the plugin is shipped with, apart from what the tests have loaded. */
  private static final class Shipped extends URLClassLoader {

    private final Set<String> loaded = ConcurrentHashMap.newKeySet();

    Shipped() {
      super(shipped(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      loaded.add(name);
      return found;
    }
  }

  private static Set<String> loadedBy(String commandLine) throws Exception {
    try (PretendedApiServer server = new PretendedApiServer(World.paused().and("planned"));
        Shipped shipped = new Shipped()) {
      List<String> words = new ArrayList<>(List.of(commandLine.split(" ", -1)));
      words.addAll(List.of("--server=" + server.uri(), "--namespace=prod"));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      Method run =
          shipped
              .loadClass(Main.class.getName())
              .getDeclaredMethod("run", List.class, OutputStream.class, OutputStream.class);
      run.setAccessible(true);
      assertThat(run.invoke(null, words, said, said))
          .as(said.toString(StandardCharsets.UTF_8))
          .isEqualTo(0);
      return shipped.loaded;
    }
  }

  private static URL[] shipped() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(entry -> LEFT_OUT.stream().noneMatch(entry.getFileName().toString()::contains))
        .map(LoadedClassesTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get rollout shop", "list rollouts", "why shop", "promote shop", "version"})
  void otherCommandsLoadNothingOfTheController(String commandLine) throws Exception {
    assertThat(loadedBy(commandLine))
        .contains("io.rolloutoperator.kubectl.Main")
        .noneMatch(name -> OF_LINT_AND_PLAN.stream().anyMatch(name::startsWith));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan shop -f src/test/resources/testdata/files/new-shop.yaml",
        "plan shop -o json",
        "lint -f ../samples",
      })
  void lintAndPlanNeedNoLibraryThatIsNotShipped(String commandLine) throws Exception {
    assertThat(loadedBy(commandLine))
        .anyMatch(name -> name.startsWith("io.rolloutoperator.engine."));
  }
}
