package io.rolloutoperator.gitsync.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program may do that stands in for kustomize, and what is left of it. */
class KustomizeBinaryTest {

  private static final LimitedRun.Limits LIMITS =
      new LimitedRun.Limits(Duration.ofSeconds(20), 1_000_000, 256L << 20);
  private static final LimitedRun.Limits SHORT =
      new LimitedRun.Limits(Duration.ofSeconds(1), 1_000_000, 256L << 20);

  @TempDir private Path folder;

  /** A shell script that tells a version of kustomize, and does something else when it builds. */
  private Path program(String version, String build) throws IOException {
    Path program = folder.resolve("kustomize");
    Files.writeString(
        program,
        "#!/bin/sh\nif [ $# = 1 ]; then echo '%s'; exit; fi\n%s\n".formatted(version, build));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private KustomizeBinary binary(LimitedRun.Limits limits, String build) throws IOException {
    return KustomizeBinary.at(program("v5.8.1", build), limits);
  }

  private static KustomizeBuild files(Map<String, String> files) {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return new KustomizeBuild("app/kustomization.yaml", "app", bytes);
  }

  private static KustomizeBuild files() {
    return files(Map.of("app/kustomization.yaml", "{}"));
  }

  private static String text(byte[] output) {
    return new String(output, StandardCharsets.UTF_8);
  }

  private String told(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }

  @Test
  void itSeesTheFilesOfTheBuildAndNoOthers() throws IOException {
    KustomizeBinary binary =
        binary(LIMITS, "echo \"$@\"; /usr/bin/find . | /usr/bin/sort; /bin/cat app/a/x.yaml");

    byte[] output =
        binary.build(files(Map.of("app/kustomization.yaml", "{}", "app/a/x.yaml", "content")));

    assertThat(text(output))
        .isEqualTo(
            """
            build ./app
            .
            ./app
            ./app/a
            ./app/a/x.yaml
            ./app/kustomization.yaml
            content""");
  }

  @Test
  void aFileOutsideOfTheFolderIsNotWritten() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "");

    assertThatThrownBy(() -> binary.build(files(Map.of("../x", "content"))))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: ../x: escapes the repository");
  }

  @Test
  void itsEnvironmentLeadsToNoProgramAndToAProxyThatIsNotThere() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "/usr/bin/tr '\\0' '\\n' < /proc/$$/environ");

    assertThat(text(binary.build(files())).lines())
        .containsExactlyInAnyOrder(
            "GOMAXPROCS=1",
            "GOMEMLIMIT=192MiB",
            "HTTP_PROXY=http://127.0.0.1:1",
            "HTTPS_PROXY=http://127.0.0.1:1");
  }

  @Test
  void itsFolderIsGoneAfterSuccessAndFailure() throws IOException {
    KustomizeBinary binary =
        binary(
            LIMITS,
            "pwd >> '%s'; echo more > more.txt; [ ! -f app/bad ]"
                .formatted(folder.resolve("told")));
    byte[] _ = binary.build(files());
    assertThatThrownBy(() -> binary.build(files(Map.of("app/bad", ""))))
        .isInstanceOf(BuildException.class);

    assertThat(told("told").lines()).hasSize(2).allMatch(each -> !Files.exists(Path.of(each)));
  }

  @Test
  void oneThatTakesTooLongIsKilledWithAllThatItStarted() throws IOException {
    KustomizeBinary binary =
        binary(
            SHORT,
            "/bin/sleep 600 & echo $! > '%s'; pwd > '%s'; wait"
                .formatted(folder.resolve("child"), folder.resolve("told")));

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize took longer than 1 s");
    long child = Long.parseLong(told("child"));
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(Path.of(told("told"))).doesNotExist();
  }

  @Test
  void whatItStartedEndsWithIt() throws IOException {
    Path child = folder.resolve("child");
    KustomizeBinary binary =
        binary(LIMITS, "/bin/sleep 600 & echo $! > '%s'; /bin/sleep 1; echo x".formatted(child));

    assertThat(text(binary.build(files()))).isEqualTo("x\n");
    long pid = Long.parseLong(told("child"));
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void whoComesWhileItIsBusyWaitsOnlyAMoment() throws Exception {
    Path go = folder.resolve("go");
    Path started = folder.resolve("started");
    KustomizeBinary binary =
        binary(
            LIMITS,
            "echo x > '%s'; while [ ! -f '%s' ]; do /bin/sleep 0.05; done; echo done"
                .formatted(started, go));
    FutureTask<byte[]> first = new FutureTask<>(() -> binary.build(files()));
    Thread thread = Thread.startVirtualThread(first);
    await().until(() -> Files.exists(started));

    assertThatThrownBy(() -> binary.build(files())).isInstanceOf(BinaryBusyException.class);
    Files.createFile(go);
    assertThat(text(first.get())).isEqualTo("done\n");
    thread.join();
    assertThat(text(binary.build(files()))).isEqualTo("done\n");
  }

  @Test
  void foldersThatKilledProcessesLeftAreGoneAfterTheStart() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long self = ProcessHandle.current().pid();
    Path killed = left(temporary, Long.MAX_VALUE);
    Path before = left(temporary, self);
    Files.setLastModifiedTime(before, FileTime.from(Instant.EPOCH));
    Path running = left(temporary, self);
    Path other = left(temporary, ProcessHandle.current().parent().orElseThrow().pid());
    try {
      KustomizeBinary _ = binary(LIMITS, "");

      assertThat(killed).doesNotExist();
      assertThat(before).doesNotExist();
      assertThat(running.resolve("app/x.yaml")).exists();
      assertThat(other.resolve("app/x.yaml")).exists();
    } finally {
      new BuildFolder(running).close();
      new BuildFolder(other).close();
    }
  }

  private static Path left(Path temporary, long process) throws IOException {
    Path left = Files.createTempDirectory(temporary, "rollout-operator-kustomize-" + process + "-");
    Files.createDirectory(left.resolve("app"));
    Files.writeString(left.resolve("app/x.yaml"), "");
    return left;
  }

  @Test
  void oneThatPrintsTooMuchIsStopped() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "exec /bin/cat /dev/zero");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize printed more than 1 MB");
  }

  @Test
  void outputThatIsTooLargeIsNeverTaken() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "/usr/bin/head -c 1000001 /dev/zero");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize printed more than 1 MB");
  }

  @Test
  void oneThatComplainsWithoutEndIsHeardOut() throws IOException {
    KustomizeBinary binary =
        binary(LIMITS, "echo 'Error: long' >&2; /usr/bin/head -c 300000 /dev/zero >&2; exit 1");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize: long");
  }

  @Test
  void oneThatTakesTooMuchMemoryIsStopped() throws IOException {
    KustomizeBinary binary =
        binary(
            new LimitedRun.Limits(Duration.ofSeconds(60), 1_000_000, 32L << 20),
            "a=$(/usr/bin/head -c 200000 /dev/zero | /usr/bin/tr '\\0' x); b=$a\n"
                + "while :; do b=$b$a; done");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize used more than 32 MiB of memory");
  }

  @Test
  void itsComplaintIsOneLineWithoutWarningsAndWithoutOurFolder() throws IOException {
    KustomizeBinary binary =
        binary(
            LIMITS,
            """
            echo '# Warning: old' >&2
            echo "Error: no such file '$(pwd)/app/x.yaml'" >&2
            echo "	in '$(pwd)'" >&2
            exit 1""");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize: no such file 'app/x.yaml' in '.'");
  }

  @Test
  void oneThatFailsInSilenceIsToldToo() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "exit 3");

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize failed without a message");
  }

  @Test
  void nothingThatItSaysIsToldWhereASecretIsAmongTheFiles() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "echo 'Error: bad literal hunter2' >&2; exit 1");

    for (String secret :
        new String[] {
          "{\"secretGenerator\": []}", "kind:\n  'Secret'\n", "kind: SecretGenerator"
        }) {
      assertThatThrownBy(() -> binary.build(files(Map.of("app/kustomization.yaml", secret))))
          .isInstanceOf(BuildException.class)
          .hasMessage(
              "app/kustomization.yaml: kustomize refuses it; its message may show a Secret: run"
                  + " \"kustomize build app\" to read it");
    }
  }

  @Test
  void oneThatIsGoneSinceTheStartIsTold() throws IOException {
    KustomizeBinary binary = binary(LIMITS, "");
    Files.delete(folder.resolve("kustomize"));

    assertThatThrownBy(() -> binary.build(files()))
        .isInstanceOf(BuildException.class)
        .hasMessage("app/kustomization.yaml: kustomize cannot be run: No such file or directory");
  }

  @Test
  void whatIsNoKustomize5IsRefusedAtTheStart() throws IOException {
    Path missing = folder.resolve("missing");
    refused(missing, missing + " is not there");
    refused(folder, folder + " is no executable file");
    Path text = Files.writeString(folder.resolve("text"), "v5.8.1");
    refused(text, text + " is no executable file");
    Path old = program("{Version:kustomize/v4.5.7 GitCommit:56d82a8}", "");
    refused(
        old,
        old
            + " is not kustomize 5: its version is \"{Version:kustomize/v4.5.7"
            + " GitCommit:56d82a8}\"");
    refused(program("v6.0.0", ""), old + " is not kustomize 5: its version is \"v6.0.0\"");
  }

  private static void refused(Path program, String message) {
    assertThatThrownBy(() -> KustomizeBinary.at(program, LIMITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
