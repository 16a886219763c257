package io.rolloutoperator.demo;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The story of the requests, in a world of its own inside a network namespace of this machine. */
final class TestWorldStage implements Stage {

  /**
   * The more requests, the closer the measured share is to the wanted one; the machine must bear
   * them.
   */
  private static final List<Integer> REQUESTS_PER_SECOND = List.of(600, 300, 150);

  private static final Duration QUICK = Duration.ofMillis(60);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Screen screen;
  private final Parts parts;
  private final Optional<Path> directory;
  private @Nullable ScratchDirectory scratch;
  private @Nullable ControlPlane plane;
  private @Nullable ConfigRepository repository;

  TestWorldStage(Screen screen, Parts parts, Optional<Path> directory) {
    this.screen = screen;
    this.parts = parts;
    this.directory = directory;
  }

  @Override
  public void play() throws IOException, InterruptedException {
    screen.line(
        Line.of(" ")
            .bold("Rollout Operator")
            .text(
                ": a good commit and a bad one, on a real Kubernetes API server with real pods,"));
    screen.line(
        " requests split by a real proxy, a real Prometheus that is asked, and a Git repository");
    screen.blank();
    ScratchDirectory files = parts.keep(ScratchDirectory.of(directory));
    scratch = files;
    World world = new World(parts, files.path());
    ControlPlane started = world.controlPlane();
    plane = started;
    DataPlane proxy = world.dataPlane(started);
    PrometheusServer prometheus = world.prometheus(started);
    AlertmanagerServer alertmanager = world.alertmanager(started);
    AlertReceiver receiver = world.receiver();
    world.operator(started, prometheus, alertmanager, receiver);
    ConfigRepository config = world.repository();
    repository = config;
    Kubectl kubectl = kubectl(started);
    Timeline timeline = new Timeline();
    parts.keep(TestWorldFeed.start(timeline, started.admin(), World.NAMESPACE, Manifest.NAME));
    parts.step(
        "git sync",
        "applied overlays/production: checkout:v1, 4 pods",
        () -> deploy(kubectl, proxy));
    LoadGenerator load = clients(proxy);
    Measure measure = new RequestShares(timeline, load);
    Narrator narrator = new Narrator(screen, timeline, measure);
    AlertStory alerts = new AlertStory(narrator, timeline, receiver, Optional.of(alertmanager));
    new RequestStory(narrator, timeline, load, new RequestStory.Surroundings(config, alerts))
        .tell();
  }

  @Override
  public List<Line> leaveBehind() {
    ScratchDirectory files = scratch;
    if (files == null) {
      return List.of();
    }
    files.leave();
    return List.of(Line.of("   the logs of all parts are left in " + files.path()));
  }

  @Override
  public List<Line> lookAround() throws IOException {
    Path settings =
        LookAround.write(
            Objects.requireNonNull(plane),
            Objects.requireNonNull(repository),
            Objects.requireNonNull(scratch).path());
    return List.of(
        Line.of(" Everything is still running. Look around from another terminal, as root:"),
        Line.of("   ").accent(". " + settings),
        Line.of("   ").accent("kubectl rollouts get rollout %s -w".formatted(Manifest.NAME)),
        Line.of("   ").accent("kubectl rollouts why %s".formatted(Manifest.NAME)),
        Line.of(" and release a version of yours:"),
        Line.of("   ")
            .accent(
                "git clone \"$REPOSITORY\" && cd %s/%s"
                    .formatted(ConfigRepository.NAME, ConfigRepository.OVERLAY)),
        Line.of("   ")
            .accent("kustomize edit set image checkout:v4 && git commit -qam v4 && git push"),
        Line.of(" The repository is ").accent(Objects.requireNonNull(repository).path().toString()),
        Line.of(" Ctrl-C ends it."));
  }

  private LoadGenerator clients(DataPlane proxy) throws InterruptedException {
    int rate = affordable(proxy);
    LoadGenerator load = parts.keep(LoadGenerator.start(plan(proxy, rate, LONGEST)));
    screen.line(
        Line.of("   ")
            .accent("%-14s".formatted("clients"))
            .text(" %d requests per second from now to the end".formatted(rate)));
    return load;
  }

  private static void deploy(Kubectl kubectl, DataPlane proxy) {
    kubectl.apply(Manifest.text("/demo/gitsync.yaml"));
    await("version 1 serves behind the proxy").atMost(PATIENCE).until(() -> served(proxy));
  }

  /** The highest rate at which this machine, which runs everything, still answers quickly. */
  private static int affordable(DataPlane proxy) throws InterruptedException {
    for (int rate : REQUESTS_PER_SECOND) {
      try (LoadGenerator trial = LoadGenerator.start(plan(proxy, rate, Duration.ofSeconds(2)))) {
        if (trial.await().version("v1").latency().p90().compareTo(QUICK) < 0) {
          return rate;
        }
      }
    }
    return REQUESTS_PER_SECOND.getLast();
  }

  private static boolean served(DataPlane proxy) throws InterruptedException {
    try (LoadGenerator probe = LoadGenerator.start(plan(proxy, 50, Duration.ofMillis(200)))) {
      LoadReport report = probe.await();
      return report.failed() == 0 && report.version("v1").requests() == report.requests();
    }
  }

  private static LoadPlan plan(DataPlane proxy, double perSecond, Duration length) {
    return new LoadPlan(
        proxy.address(),
        Manifest.HOST,
        SampleApp.VERSION_HEADER,
        perSecond,
        length,
        Duration.ofSeconds(5));
  }

  private static Kubectl kubectl(ControlPlane plane) {
    return new Kubectl(
        List.of(
            plane.binary().toString(),
            "kubectl",
            "--kubeconfig=" + plane.kubeconfig("admin"),
            "--cache-dir=" + plane.files().root().resolve("kubectl-cache"),
            "--namespace=" + World.NAMESPACE));
  }
}
