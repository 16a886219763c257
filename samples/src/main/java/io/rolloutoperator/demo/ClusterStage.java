package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** The story of the pods, in a namespace of its own on a cluster that the user has. */
final class ClusterStage implements Stage {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration REFRESH = Duration.ofMillis(250);

  private final Screen screen;
  private final Parts parts;
  private final ClusterOptions options;
  private final boolean keep;
  private String namespace = "";
  private @Nullable Path operatorLog;

  ClusterStage(Screen screen, Parts parts, ClusterOptions options, boolean keep) {
    this.screen = screen;
    this.parts = parts;
    this.options = options;
    this.keep = keep;
  }

  @Override
  public void play() throws IOException, InterruptedException {
    Consent consent = Consent.of(options.yes(), Consent.terminal());
    UserCluster cluster = parts.keep(UserCluster.of(options.kubeconfig()));
    try {
      play(cluster, consent);
    } catch (KubernetesClientException e) {
      throw new StoryException(ApiFailure.line(e, cluster.server()));
    }
  }

  @Override
  public List<Line> leaveBehind() {
    return List.of();
  }

  @Override
  public List<Line> lookAround() {
    return List.of(
        Line.of(" Everything is still running. Look around from another terminal:"),
        Line.of("   ")
            .accent(
                "kubectl --kubeconfig=%s --namespace=%s get rollouts,replicasets,pods"
                    .formatted(options.kubeconfig(), namespace)),
        Line.of("   ").accent("tail -f " + operatorLog),
        Line.of(" Ctrl-C ends it and deletes the namespace; the CRDs stay."));
  }

  private void play(UserCluster cluster, Consent consent) throws IOException, InterruptedException {
    KubernetesClient client = cluster.client();
    Definitions definitions =
        new Definitions(client, screen, CustomResourceDefinitions.documents("crds"), keep);
    DemoNamespace own = new DemoNamespace(client, screen);
    namespace = own.name();
    Rights.require(client, namespace, definitions.missing() > 0);
    new OtherController(client).requireNone();
    announce(cluster, definitions.missing());
    consent.require();
    screen.blank();
    parts.atEnd(definitions::remove);
    parts.atEnd(own::remove);
    if (definitions.missing() > 0) {
      parts.step(
          "CRDs", "%d of this operator".formatted(definitions.missing()), definitions::install);
    }
    parts.step("namespace", namespace, own::create);
    tell(client);
  }

  private void announce(UserCluster cluster, int missing) {
    screen.line(
        Line.of(" ")
            .bold("Rollout Operator")
            .text(": a good release and a bad one, on a cluster of yours"));
    screen.blank();
    entry("cluster", "context %s, %s".formatted(cluster.context(), cluster.server()));
    entry(
        "CRDs",
        missing == 0
            ? "those of this operator are there and are used"
            : "%d of this operator are missing and will be installed".formatted(missing));
    entry(
        "namespace",
        "%s, with up to %d pods of %s"
            .formatted(namespace, PodManifest.PODS + 1, options.image().repository()));
    entry("operator", "a process of this machine, for that namespace only, with your kubeconfig");
    entry(
        "releases", "by kubectl apply; those by commits to Git need ./demo on a machine of yours");
    entry(
        "in the end",
        missing == 0 || keep
            ? "the namespace will be deleted, the CRDs stay"
            : "the namespace and the installed CRDs will be deleted");
  }

  private void entry(String name, String text) {
    screen.line(Line.of("   ").accent("%-14s".formatted(name)).text(" " + text));
  }

  private void tell(KubernetesClient client) throws IOException, InterruptedException {
    AlertReceiver receiver = parts.keep(AlertReceiver.start());
    Path log = Files.createTempFile(namespace + "-operator-", ".log");
    operatorLog = log;
    parts.atEnd(() -> Files.deleteIfExists(log));
    parts.step(
        "operator",
        "a process of this machine, for this namespace",
        () -> parts.keep(operator(log, receiver)));
    Timeline timeline = new Timeline();
    PodHistory pods = new PodHistory();
    parts.keep(ClusterFeed.start(client, namespace, timeline, pods));
    Image image = options.image();
    parts.step(
        "application",
        "%s, %d pods".formatted(image.tagged(image.first()), PodManifest.PODS),
        () -> deploy(client, timeline, pods));
    Narrator narrator = new Narrator(screen, timeline, new PodShares(pods));
    AlertStory alerts = new AlertStory(narrator, timeline, receiver, Optional.empty());
    new PodStory(narrator, pods, new PodStory.Source(image, yaml -> apply(client, yaml)), alerts)
        .tell();
  }

  private OperatorProcess operator(Path log, AlertReceiver receiver) throws IOException {
    try {
      return OperatorProcess.startNamespaced(
          options.kubeconfig(), namespace, log, receiver.flags());
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      String last = Files.readAllLines(log).stream().reduce("it said nothing", (_, line) -> line);
      throw new StoryException("the operator did not start: " + last);
    }
  }

  private void deploy(KubernetesClient client, Timeline timeline, PodHistory pods)
      throws InterruptedException {
    String tag = options.image().first();
    Instant began = Instant.now();
    long generation =
        apply(client, new PodManifest(options.image(), tag, PodManifest.PATIENT).yaml());
    Release first = new Release(tag, began, generation, timeline);
    while (!first.promoted()) {
      String trouble = pods.trouble(first.hash()).orElse(first.message());
      if (Instant.now().isAfter(began.plus(PATIENCE)) || first.aborted()) {
        throw new StoryException(
            "version 1 did not come up, %d of %d pods are ready: %s"
                .formatted(pods.now().all(), PodManifest.PODS, trouble));
      }
      screen.status(
          Line.of(
                  "   %-14s %d of %d pods are ready  "
                      .formatted("application", pods.now().all(), PodManifest.PODS))
              .dim(trouble.substring(0, Math.min(trouble.length(), Screen.COLUMNS - 50))));
      Thread.sleep(REFRESH);
    }
  }

  private long apply(KubernetesClient client, String yaml) {
    return client
        .genericKubernetesResources(ClusterFeed.ROLLOUTS)
        .inNamespace(namespace)
        .resource(
            client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
        .fieldManager("rollout-demo")
        .forceConflicts()
        .serverSideApply()
        .getMetadata()
        .getGeneration();
  }
}
