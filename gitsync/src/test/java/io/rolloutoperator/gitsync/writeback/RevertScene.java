package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.writeback.RevertRequest.Signature;
import io.rolloutoperator.gitsync.writeback.forge.ForgeUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real repository with a healthy release of {@code shop/my-app}, after which a bad one comes. */
final class RevertScene implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String REPOSITORY = "https://github.com/myorg/config";
  static final String KUSTOMIZATION = "overlays/prod/kustomization.yaml";

  /** Comments, blanks at the ends of lines, CRLF, no last line break. */
  static final String HEALTHY_KUSTOMIZATION =
      "# production\r\n- ../../base/rollout.yaml\n- service.yaml   \n\nnewTag: 1 # pinned, see #42";

  private static final TinyKustomize PRODUCTION = new TinyKustomize("overlays/prod");

  private final GitServer server;
  private final GitClient client;
  private final String healthy;

  RevertScene(Path folder) throws IOException {
    server = new GitServer(folder.resolve("server.git"));
    client = new GitClient(folder.resolve("client.git"), server);
    healthy =
        server.commit(
            "main",
            "first",
            Map.of(
                KUSTOMIZATION,
                HEALTHY_KUSTOMIZATION,
                "overlays/prod/service.yaml",
                "kind: Service\nport: 80\n",
                "base/rollout.yaml",
                "image: my-app\n",
                "other/app.yaml",
                "image: other:1\n"));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  GitServer server() {
    return server;
  }

  GitClient client() {
    return client;
  }

  /** The healthy commit. */
  String healthy() {
    return healthy;
  }

  /** Commits a bad release. */
  String bad() throws IOException {
    return server.commit("main", "my-app 2", Map.of(KUSTOMIZATION, badKustomization()));
  }

  static String badKustomization() {
    return HEALTHY_KUSTOMIZATION
        .replace("newTag: 1", "newTag: 2")
        .replace("# production", "# prod");
  }

  /** Undoes a commit on the branch. */
  RevertOutcome write(String bad) throws IOException {
    return write(request(bad));
  }

  /** The same as asked for. */
  RevertOutcome write(RevertRequest request) throws IOException {
    return write(request, new Delivery.OnBranch());
  }

  /** The same, delivered in a certain way. */
  RevertOutcome write(RevertRequest request, Delivery delivery) throws IOException {
    return new RevertWriter(
            client, delivery, ForgeUrl.of(REPOSITORY, "github"), InstantSource.fixed(NOW))
        .write(request, PRODUCTION, new CommitBudget(4));
  }

  RevertRequest request(String bad) throws IOException {
    return request(bad, "installation-1", List.of());
  }

  RevertRequest request(String bad, String installation, List<CommitBudget.Past> past)
      throws IOException {
    return new RevertRequest(
        release(healthy, bad),
        "main",
        server.tree(healthy),
        server.tree(bad),
        "my-app 2",
        past,
        signature(installation));
  }

  BadRelease release(String good, String bad) throws IOException {
    return new BadRelease(
        "shop", "my-app", good, bad, hash(good), hash(bad), List.of("error rate 4.1 %"), List.of());
  }

  private String hash(String commit) throws IOException {
    return PRODUCTION.render(server.tree(commit)).templateHash().orElseThrow();
  }

  static Signature signature(String installation) {
    return new Signature(
        new NewCommit.Author("Rollout Operator", "rollout-operator@localhost"), installation);
  }

  static RevertOutcome failed(String message) {
    return new RevertOutcome.Failed(message, Optional.empty());
  }
}
