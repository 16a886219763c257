package io.rolloutoperator.gitsync.writeback.forge;

import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import io.rolloutoperator.gitsync.writeback.ForgeSink;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Against a server that answers as the forges do. */
abstract class AgainstForge {

  static final String TOKEN = "s3cr3t-t0ken";
  static final PullRequest REQUEST =
      new PullRequest(
          "rollback/shop-my-app-1a2b3c4",
          "release/1.x",
          "Roll back shop/my-app to 0f1e2d3",
          "Failed:\n\n    \"error rate\" 4.1 %\n");

  ForgeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ForgeServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  ForgeSink sink(RecordedForge forge) {
    return sink(forge, server.client(), server.url(forge.apiPath()));
  }

  static ForgeSink sink(RecordedForge forge, ForgeHttp http, String apiUrl) {
    WriteBack writeBack =
        new WriteBack("git-write", forge.provider(), apiUrl, "a", "a@b", 4, Optional.empty());
    return ((Forges.Choice.Found)
            new Forges(http).choose(forge.gitUrl(), writeBack, Optional.of(new ForgeToken(TOKEN))))
        .sink();
  }

  static ForgeOutcome failed(String message) {
    return new ForgeOutcome.Failed(message, Optional.empty());
  }
}
