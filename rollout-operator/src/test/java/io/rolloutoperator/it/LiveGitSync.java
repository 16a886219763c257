package io.rolloutoperator.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.FreePort;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.git.GitHttpServer;
import io.rolloutoperator.testkit.git.TestRepository;
import io.rolloutoperator.testkit.junit.AccountManifest;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A repository with its server, and the GitSync that keeps a test's namespace equal to it. */
final class LiveGitSync implements AutoCloseable {
  private static final String API = "rollout-operator.io/v1alpha1";
  static final String USER = "tester";
  static final String PASSWORD = "only-for-tests";

  /** What the account of the tests' GitSyncs may do. */
  private static final String RULES =
      """
      [{apiGroups: [""], resources: [configmaps, services, secrets], verbs: ["*"]},
       {apiGroups: [apps], resources: [deployments, replicasets], verbs: ["*"]},
       {apiGroups: [argoproj.io], resources: [rollouts, analysistemplates], verbs: ["*"]},
       {apiGroups: [argoproj.io], resources: [analysisruns], verbs: [list]},
       {apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: ["*"]},
       {apiGroups: [gateway.networking.k8s.io], resources: [httproutes], verbs: ["*"]}]
      """;

  private final TestNamespace namespace;
  private final String name;
  private final TestRepository repository;
  private final GitHttpServer server;

  private LiveGitSync(
      TestNamespace namespace, String name, TestRepository repository, GitHttpServer server) {
    this.namespace = namespace;
    this.name = name;
    this.repository = repository;
    this.server = server;
  }

  /** The operator of a test class with what Git sync needs to reach a server on this machine. */
  static ShippedOperator startOperator(TestNamespace namespace, String... moreFlags) {
    return startOperator(namespace, kubeconfig -> kubeconfig, moreFlags);
  }

  /** One that reaches the API server in another way than its kubeconfig says. */
  static ShippedOperator startOperator(
      TestNamespace namespace, UnaryOperator<Path> way, String... moreFlags) {
    return ShippedOperator.start(namespace, way, flags(namespace, moreFlags));
  }

  /** One that can be killed. */
  static ShippedOperator startProcess(TestNamespace namespace, String... moreFlags) {
    return startProcess(namespace, kubeconfig -> kubeconfig, moreFlags);
  }

  /** One that can be killed and reaches the API server in another way. */
  static ShippedOperator startProcess(
      TestNamespace namespace, UnaryOperator<Path> way, String... moreFlags) {
    return ShippedOperator.startProcess(namespace, way, flags(namespace, moreFlags));
  }

  /** Makes the account of this namespace's GitSyncs; the flags that such an operator needs. */
  static String[] flags(TestNamespace namespace, String... moreFlags) {
    namespace.apply(AccountManifest.of("gitsync", namespace, RULES));
    String[] flags = {
      "--gitsync-allow-http",
      "--insecure-gitsync-allow-loopback",
      "--gitsync-directory=" + folder("gitsync-copies"),
    };
    String[] all = new String[flags.length + moreFlags.length];
    System.arraycopy(flags, 0, all, 0, flags.length);
    System.arraycopy(moreFlags, 0, all, flags.length, moreFlags.length);
    return all;
  }

  /** A repository with these files and a GitSync of it that polls every five seconds. */
  static LiveGitSync follow(
      TestNamespace namespace, String name, Map<String, String> files, String moreSpec) {
    return follow(namespace, name, server -> server, files, "}\n  " + moreSpec);
  }

  /**
   * The same with a server that asks for a login. The GitSync reads with Secret {@code NAME-read};
   * Secret {@code NAME-write} for commits is up to the test, see {@link #login}.
   */
  static LiveGitSync followWithLogin(
      TestNamespace namespace, String name, Map<String, String> files, String moreSpec) {
    login(namespace, name + "-read");
    return follow(
        namespace,
        name,
        server -> server.basic(USER, PASSWORD),
        files,
        ", secretRef: {name: %s-read}}\n  %s".formatted(name, moreSpec));
  }

  /**
   * With a server of its own kind.
   *
   * @param rest of the spec, from within {@code repo}
   */
  static LiveGitSync follow(
      TestNamespace namespace,
      String name,
      UnaryOperator<GitHttpServer.Builder> kind,
      Map<String, String> files,
      String rest) {
    TestRepository repository = TestRepository.create(folder("repository").resolve("repo.git"));
    repository.commit(files, "first");
    // Never that of a server which is gone and which the unit of another test still looks for.
    int port = FreePort.next();
    GitHttpServer server = kind.apply(GitHttpServer.of(repository).port(port)).start();
    return new LiveGitSync(namespace, name, repository, server).create(rest);
  }

  /** Another GitSync of the same repository, which ends with this one. */
  LiveGitSync beside(String other, String moreSpec) {
    return new LiveGitSync(namespace, other, repository, server).create("}\n  " + moreSpec);
  }

  private LiveGitSync create(String rest) {
    namespace.apply(
        """
        apiVersion: %s
        kind: GitSync
        metadata: {name: %s}
        spec:
          repo: {url: "%s", ref: {branch: main}, interval: 5s%s
        """
            .formatted(API, name, server.url(), rest));
    return this;
  }

  /** Stores the login of a server that asks for one. */
  static void login(TestNamespace namespace, String secret) {
    namespace.apply(
        """
        {apiVersion: v1, kind: Secret, metadata: {name: %s},
         stringData: {username: %s, password: %s}}
        """
            .formatted(secret, USER, PASSWORD));
  }

  /** Sets an annotation with the operator's prefix. */
  void annotate(String key, String value) {
    patch("{metadata: {annotations: {rollout-operator.io/%s: \"%s\"}}}".formatted(key, value));
  }

  /** Commits files and asks for a look at the repository now. */
  String push(Map<String, String> files, String message) {
    String commit = repository.commit(files, message);
    poke();
    return commit;
  }

  /** Asks for a look at the repository now. */
  void poke() {
    annotate("reconcile-requested-at", UUID.randomUUID().toString());
  }

  TestRepository repository() {
    return repository;
  }

  GitHttpServer server() {
    return server;
  }

  JsonNode read() {
    return namespace.read(API, "GitSync", name);
  }

  JsonNode status() {
    return read().path("status");
  }

  void patch(String yaml) {
    namespace.patch(API, "GitSync", name, yaml);
  }

  /** A condition's status, reason and message. */
  String condition(String type) {
    for (JsonNode condition : status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return "%s %s: %s"
            .formatted(
                condition.path("status").asText(),
                condition.path("reason").asText(),
                condition.path("message").asText());
      }
    }
    return "";
  }

  /** Waits until a commit is applied and ready. */
  void awaitReady(String commit) {
    namespace.await(name + " is ready at " + commit, () -> isReady(commit));
  }

  /** Whether a commit is applied and ready. */
  boolean isReady(String commit) {
    return condition("Ready").startsWith("True")
        && status().path("lastAppliedRevision").asText().endsWith(commit);
  }

  /** Waits until a commit is applied whole, healthy or not. */
  void awaitApplied(String commit) {
    namespace.await(
        name + " has applied " + commit,
        () -> status().path("lastAppliedRevision").asText().endsWith(commit));
  }

  /** Waits until a condition begins with this status and reason. */
  void awaitCondition(String type, String beginning) {
    namespace.await(
        "%s: %s is %s".formatted(name, type, beginning),
        () -> condition(type).startsWith(beginning));
  }

  /** The entries of quarantine. */
  List<JsonNode> quarantine() {
    return Json.elements(status().path("quarantinedRevisions")).toList();
  }

  /** The first entry of quarantine, once there is one. */
  JsonNode awaitQuarantine() {
    namespace.await(name + " has a quarantined release", () -> !quarantine().isEmpty());
    return quarantine().getFirst();
  }

  /** Waits until the unit says that something is wrong. */
  void awaitNotReady(String reason) {
    namespace.await(
        name + " is not ready: " + reason, () -> condition("Ready").startsWith("False " + reason));
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }

  private static Path folder(String name) {
    try {
      Path output = Path.of(System.getProperty("testkit.output", "target/testkit"));
      Files.createDirectories(output);
      return Files.createTempDirectory(output, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the account of the units do everything with objects of one more resource. */
  static void permit(TestNamespace namespace, String group, String resource) {
    namespace.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: %2$s}
        rules: [{apiGroups: [%1$s], resources: [%2$s], verbs: ["*"]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: %2$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %2$s}
        subjects: [{kind: ServiceAccount, name: gitsync, namespace: %3$s}]
        """
            .formatted(group, resource, namespace.name()));
  }
}
