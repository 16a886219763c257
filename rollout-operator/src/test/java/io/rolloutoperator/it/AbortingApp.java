package io.rolloutoperator.it;

import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.Map;

/**
 * An application in folder {@code app} of a repository that holds another one too, and whose
 * version v2 is given up.
 */
final class AbortingApp {
  static final String OTHER_FILE = "other/app.yaml";

  private static final String CANARY = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private final TestNamespace namespace;
  private final AppFiles files;
  private final LiveRollout rollout;

  AbortingApp(TestNamespace namespace, String name) {
    this.namespace = namespace;
    this.files = new AppFiles(name);
    this.rollout = new LiveRollout(namespace, name);
  }

  LiveRollout rollout() {
    return rollout;
  }

  /** File {@code app/rollout.yaml} of a version. */
  String rolloutFile(String version) {
    return files.rollout(version, CANARY);
  }

  /** File {@code app/settings.yaml}. */
  String settingsFile(int settings) {
    return files.settings(settings);
  }

  /** The settings in the cluster. */
  String settings() {
    return files.storedSettings(namespace);
  }

  /** Follows version v1, undoes what aborts, and waits until it is ready. */
  LiveGitSync follow(String moreWriteBack) {
    LiveGitSync sync =
        LiveGitSync.followWithLogin(
            namespace,
            files.name(),
            changed("v1", 1),
            """
            path: app
              rollouts: {onAbort: Revert}
              writeBack: {secretRef: {name: %s-write}%s}
            """
                .formatted(files.name(), moreWriteBack));
    sync.awaitReady(sync.repository().head());
    return sync;
  }

  /** Commits version v2 together with other changes. */
  String pushBad(LiveGitSync sync) {
    return sync.push(bad(), "v2 and more");
  }

  /** The files of version v2 and of other changes. */
  Map<String, String> bad() {
    return changed("v2", 2);
  }

  private Map<String, String> changed(String version, int settings) {
    return Map.of(
        "app/rollout.yaml",
        rolloutFile(version),
        "app/settings.yaml",
        settingsFile(settings),
        OTHER_FILE,
        "other: %d\n".formatted(settings));
  }

  /** Aborts the canary, once it pauses. */
  void abort() {
    rollout.awaitPausedAt(1);
    rollout.abort();
  }
}
