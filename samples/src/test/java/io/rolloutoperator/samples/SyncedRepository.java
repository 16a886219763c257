package io.rolloutoperator.samples;

import io.rolloutoperator.demo.GitClone;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.kustomize.Kustomize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A repository behind a Git server, and a clone of it that the real git and kustomize work in. */
final class SyncedRepository implements AutoCloseable {

  static final String LOGIN = "ci";

  private final TestRepository bare;
  private final Path path;
  private final GitHttpServer server;
  private final GitClone clone;
  private final Kustomize kustomize = Kustomize.locate();

  private SyncedRepository(TestRepository bare, Path path, GitHttpServer server, GitClone clone) {
    this.bare = bare;
    this.path = path;
    this.server = server;
    this.clone = clone;
  }

  /** Serves an empty one. */
  static SyncedRepository create(Path folder) throws IOException {
    Path settings = folder.toAbsolutePath().resolve("gitconfig");
    Files.writeString(settings, GitClone.SETTINGS);
    Path path = folder.toAbsolutePath().resolve("config.git");
    TestRepository bare = TestRepository.create(path);
    GitHttpServer server = GitHttpServer.of(bare).basic(LOGIN, LOGIN).start();
    String url = server.url().replace("//", "//" + LOGIN + ":" + LOGIN + "@");
    GitClone clone = GitClone.of(url, folder.toAbsolutePath().resolve("clone"), settings);
    return new SyncedRepository(bare, path, server, clone);
  }

  /** As the operator reaches it. */
  String url() {
    return server.url();
  }

  /** The bare repository. */
  Path path() {
    return path;
  }

  /** The clone's files. */
  Path folder() {
    return clone.folder();
  }

  Kustomize kustomize() {
    return kustomize;
  }

  /** Copies a folder into the clone, each file as the operator changes it, and pushes it. */
  void push(Path from, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.filter(Files::isRegularFile).forEach(file -> copy(from, file, change));
    }
    clone.git("add", ".");
    clone.git("commit", "-q", "-m", "first");
    clone.git("push", "-q", "origin", "main");
  }

  private void copy(Path from, Path file, UnaryOperator<String> change) {
    try {
      Path target = folder().resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.writeString(target, change.apply(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What CI does: {@code kustomize edit set image IMAGE}, a commit, a push.
   *
   * @return the commit, 40 hexadecimal digits
   */
  String setImage(String overlay, String image) {
    ProgramRun run = kustomize.run(folder().resolve(overlay), "edit", "set", "image", image);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.problem());
    }
    clone.git("commit", "-qam", image);
    clone.git("push", "-q");
    return clone.git("rev-parse", "HEAD").strip();
  }

  @Override
  public void close() {
    server.close();
    bare.close();
  }
}
