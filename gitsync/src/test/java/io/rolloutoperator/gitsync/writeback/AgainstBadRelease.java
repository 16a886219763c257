package io.rolloutoperator.gitsync.writeback;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against a real repository, whose newest commit is a bad release after a healthy one. */
abstract class AgainstBadRelease {

  @TempDir private Path folder;
  @AutoClose RevertScene scene;

  GitServer server;

  /** The newest commit of the branch. */
  String bad;

  @BeforeEach
  void aBadReleaseAfterAHealthyOne() throws IOException {
    scene = new RevertScene(folder);
    server = scene.server();
    bad = scene.bad();
  }
}
