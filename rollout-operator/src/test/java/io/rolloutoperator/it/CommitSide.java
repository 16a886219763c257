package io.rolloutoperator.it;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One of two commits of an application. From one to the other some objects stay, some change, one
 * moves to another file, and three of three kinds go while three others come.
 *
 * @param app begins the names of all objects
 */
record CommitSide(String app, boolean left) {

  CommitSide other() {
    return new CommitSide(app, !left);
  }

  private String side() {
    return left ? "left" : "right";
  }

  /** Every file of the repository; one without objects has a comment. */
  Map<String, String> files() {
    return Map.of(
        "kept.yaml",
        GitManifests.map(app + "-kept", "same"),
        "changed.yaml",
        GitManifests.map(app + "-changed", side()),
        "left/moved.yaml",
        left ? moved() : "# moved\n",
        "right/moved.yaml",
        left ? "# moved\n" : moved(),
        "service.yaml",
        service(app, left ? 80 : 81),
        "rollout.yaml",
        new AppFiles(app).rollout(side(), "{}"),
        "own.yaml",
        String.join(
            "---\n",
            GitManifests.map(own(), side()),
            service(own(), 80),
            GitManifests.deployment(own(), side(), 0)));
  }

  /** The ids that an inventory has of the objects in a namespace. */
  Set<String> ids(String namespace) {
    Set<String> ids = new TreeSet<>(ownIds(namespace));
    ids.add(id(namespace, app + "-kept", "", "ConfigMap"));
    ids.add(id(namespace, app + "-changed", "", "ConfigMap"));
    ids.add(id(namespace, app + "-moved", "", "ConfigMap"));
    ids.add(id(namespace, app, "", "Service"));
    ids.add(id(namespace, app, "argoproj.io", "Rollout"));
    return ids;
  }

  /** The ids of what only this commit has. */
  Set<String> ownIds(String namespace) {
    return Set.of(
        id(namespace, own(), "", "ConfigMap"),
        id(namespace, own(), "", "Service"),
        id(namespace, own(), "apps", "Deployment"));
  }

  private static String id(String... parts) {
    return String.join("_", parts);
  }

  private String own() {
    return app + "-only-" + side();
  }

  private String moved() {
    return GitManifests.map(app + "-moved", "same");
  }

  private static String service(String name, int port) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec: {ports: [{port: %d}]}
        """
        .formatted(name, port);
  }
}
