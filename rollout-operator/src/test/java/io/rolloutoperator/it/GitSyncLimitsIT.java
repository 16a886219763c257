package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits are those that the operator is started with, and a smaller commit mends it. */
@RequiresCluster
@ExpectWarnings({"BuildFailed", "FetchFailed"})
class GitSyncLimitsIT {
  private static final String[] LOW = {
    "--gitsync-max-fetch-size=1Mi",
    "--gitsync-max-tree-entries=1000",
    "--gitsync-max-files=100",
    "--gitsync-max-objects=10",
    "--gitsync-max-rendered-size=100k",
    "--gitsync-max-manifest-size=64Ki",
    "--gitsync-max-documents=10"
  };

  private static LiveGitSync sync;

  @BeforeAll
  static void follow(TestNamespace namespace) {
    LiveGitSync.startProcess(namespace, LOW);
    sync =
        LiveGitSync.follow(
            namespace, "limited", Map.of("map.yaml", GitManifests.map("limited", "1")), "");
    sync.awaitReady(sync.repository().head());
  }

  @AfterAll
  static void close() {
    sync.close();
  }

  private static List<Arguments> tooMuch() {
    return List.of(
        Arguments.of(
            "SourceReady", "FetchFailed: repository is larger than 1 MiB", Map.of("big", noise())),
        Arguments.of(
            "SourceReady",
            "FetchFailed: repository has more than 1000 files; --gitsync-max-tree-entries raises"
                + " the limit",
            texts(1_001)),
        Arguments.of("Ready", "BuildFailed: more than 100 files", texts(101)),
        Arguments.of(
            "Ready",
            "BuildFailed: more than 10 objects",
            Map.of("a.yaml", maps("a", 6), "b.yaml", maps("b", 6))),
        Arguments.of(
            "Ready",
            "BuildFailed: rendered objects are larger than 100 kB; --gitsync-max-rendered-size"
                + " raises the limit",
            Map.of(
                "a.yaml",
                GitManifests.map("a", "x".repeat(60_000)),
                "b.yaml",
                GitManifests.map("b", "x".repeat(60_000)))),
        Arguments.of(
            "Ready",
            "BuildFailed: a.yaml: file larger than 64 KiB",
            Map.of("a.yaml", "#".repeat((64 << 10) + 1))),
        Arguments.of(
            "Ready",
            "BuildFailed: a.yaml: more than 10 documents; --gitsync-max-documents raises the limit",
            Map.of("a.yaml", maps("a", 11))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("tooMuch")
  void whatIsMoreThanALimitIsRefused(String condition, String why, Map<String, String> files) {
    sync.push(files, "more");
    sync.awaitCondition(condition, "False " + why);

    String smaller = sync.repository().delete(List.copyOf(files.keySet()), "less");
    sync.poke();
    sync.awaitReady(smaller);
    sync.awaitCondition("SourceReady", "True");
  }

  private static Map<String, String> texts(int count) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("text-" + i + ".txt", "x");
    }
    return files;
  }

  private static String maps(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> GitManifests.map(name + i, "1"))
        .collect(Collectors.joining("---\n"));
  }

  /** Does not become smaller on the wire. */
  private static String noise() {
    return new Random(1)
        .ints(2 << 20, '!', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
