package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The repository that says what runs: a bare one behind a Git server, and a clone in which versions
 * are released as continuous integration does.
 */
final class ConfigRepository implements AutoCloseable {

  static final String NAME = "checkout-config";

  /** As {@code samples/demo/gitsync.yaml} has it. */
  static final String URL = "http://localhost:3000/" + NAME + ".git";

  /** Also as in {@code samples/demo/gitsync.yaml}, name and password alike. */
  static final String LOGIN = "demo";

  /** The folder that the cluster follows. */
  static final String OVERLAY = "overlays/production";

  private static final int PORT = 3000;
  private static final String SOURCE = "/demo/config/";
  private static final List<String> FILES =
      List.of(
          "base/analysis.yaml",
          "base/kustomization.yaml",
          "base/rollout.yaml",
          "base/route.yaml",
          "base/services.yaml",
          OVERLAY + "/kustomization.yaml");

  private final Path bare;
  private final TestRepository repository;
  private final GitHttpServer server;
  private final GitClone clone;
  private final Kustomize kustomize;

  private ConfigRepository(
      Path bare,
      TestRepository repository,
      GitHttpServer server,
      GitClone clone,
      Kustomize kustomize) {
    this.bare = bare;
    this.repository = repository;
    this.server = server;
    this.clone = clone;
    this.kustomize = kustomize;
  }

  /**
   * Makes and serves one with a first commit, which asks for version 1.
   *
   * @param directory for the repository and its clone
   */
  static ConfigRepository create(Path directory) throws IOException {
    Path bare = directory.toAbsolutePath().resolve(NAME + ".git");
    Path settings = directory.toAbsolutePath().resolve("gitconfig");
    Files.writeString(settings, GitClone.SETTINGS);
    TestRepository repository = TestRepository.create(bare);
    GitHttpServer server = GitHttpServer.of(repository).basic(LOGIN, LOGIN).port(PORT).start();
    String url = URL.replace("//", "//" + LOGIN + ":" + LOGIN + "@");
    GitClone clone = GitClone.of(url, directory.toAbsolutePath().resolve(NAME), settings);
    ConfigRepository made =
        new ConfigRepository(bare, repository, server, clone, Kustomize.locate());
    made.first();
    return made;
  }

  private void first() throws IOException {
    for (String file : FILES) {
      Path target = clone.folder().resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, Manifest.text(SOURCE + file));
    }
    clone.git("add", ".");
    clone.git("commit", "-q", "-m", "checkout:v1");
    clone.git("push", "-q", "origin", "main");
  }

  /** What {@link #release} does, as a person types it in the folder of the overlay. */
  static List<String> commands(String version) {
    return List.of(
        "kustomize edit set image %s:%s".formatted(Manifest.NAME, version),
        "git commit -qam %s:%s && git push".formatted(Manifest.NAME, version));
  }

  /** Pushes a commit that asks for a version. */
  void release(String version) {
    ProgramRun run =
        kustomize.run(
            clone.folder().resolve(OVERLAY), "edit", "set", "image", Manifest.NAME + ":" + version);
    if (run.exitCode() != 0) {
      throw new StoryException("kustomize: " + run.problem().strip());
    }
    clone.git("commit", "-qam", Manifest.NAME + ":" + version);
    clone.git("push", "-q");
  }

  /** The commit that {@link #release} pushed last, 40 hexadecimal digits. */
  String released() {
    return clone.git("rev-parse", "HEAD").strip();
  }

  /** The newest commit of the branch, 40 hexadecimal digits. */
  String head() {
    return repository.head();
  }

  /** When the branch moved last. */
  Instant moved() {
    try {
      return Files.getLastModifiedTime(bare.resolve("refs/heads/main")).toInstant();
    } catch (IOException e) {
      throw new StoryException("the branch main of %s: %s".formatted(bare, e.getMessage()));
    }
  }

  /** The newest commit as {@code git log} shows it, after it was pulled. */
  List<String> newest() {
    clone.git("pull", "-q");
    return clone.git("log", "-1", "--stat").lines().toList();
  }

  /** The bare repository, which may be cloned from and pushed to by its path. */
  Path path() {
    return bare;
  }

  /** The program that edits the overlay. */
  Path kustomize() {
    return kustomize.program();
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }
}
