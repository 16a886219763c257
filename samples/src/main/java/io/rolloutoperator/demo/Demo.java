package io.rolloutoperator.demo;

import static org.awaitility.Awaitility.await;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.dataplane.DataPlane;
import io.rolloutoperator.testkit.dataplane.PrometheusServer;
import io.rolloutoperator.testkit.load.LoadGenerator;
import io.rolloutoperator.testkit.load.LoadPlan;
import io.rolloutoperator.testkit.load.LoadReport;
import io.rolloutoperator.testkit.sample.SampleApp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The demo's main class; {@code ./demo} starts it inside a network namespace of its own. */
public final class Demo {

  /**
   * The more requests, the closer the measured share is to the wanted one; the machine must bear
   * them.
   */
  private static final List<Integer> REQUESTS_PER_SECOND = List.of(600, 300, 150);

  private static final Duration QUICK = Duration.ofMillis(60);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DemoOptions options;
  private final Screen screen;
  private final World world;

  private Demo(DemoOptions options, Screen screen) {
    this.options = options;
    this.screen = screen;
    this.world = new World(screen, options.directory());
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(out, args));
  }

  private static int run(PrintStream out, String... args) {
    try {
      DemoOptions options = DemoOptions.of(args);
      Screen screen = options.terminal() ? new Screen.Terminal(out) : new Screen.Plain(out);
      new Demo(options, screen).run();
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return 2;
    } catch (StoryException e) {
      out.println("demo: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      out.println("demo: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  private void run() throws IOException, InterruptedException {
    Thread end = new Thread(world::close, "end");
    Runtime.getRuntime().addShutdownHook(end);
    screen.line(
        Line.of(" ")
            .bold("Rollout Operator")
            .text(": a good release and a bad one, on a real Kubernetes API server,"));
    screen.line(
        " with real pods, requests split by a real proxy, and a real Prometheus that is asked");
    screen.blank();
    ControlPlane plane = world.controlPlane();
    DataPlane proxy = world.dataPlane(plane);
    PrometheusServer prometheus = world.prometheus(plane);
    world.operator(plane, prometheus);
    Kubectl kubectl = kubectl(plane);
    Timeline timeline = world.keep(Timeline.follow(plane.admin(), World.NAMESPACE, Manifest.NAME));
    world.part("application", "checkout:v1, 4 pods behind the proxy", () -> deploy(kubectl, proxy));
    int rate = affordable(proxy);
    LoadGenerator load = world.keep(LoadGenerator.start(plan(proxy, rate, LONGEST)));
    screen.line(
        Line.of("   ")
            .accent("%-14s".formatted("clients"))
            .text(" %d requests per second from now to the end".formatted(rate)));
    new Story(screen, kubectl, timeline, load).tell();
    finish(plane);
  }

  private void finish(ControlPlane plane) throws IOException, InterruptedException {
    if (options.picture().isPresent()) {
      Path picture = options.picture().get();
      Files.writeString(picture, Picture.svg(screen.written()));
      screen.line(" written: " + picture);
    }
    if (options.keep()) {
      Path kubectl = LookAround.write(plane, options.directory());
      screen.blank();
      screen.line(" Everything is still running. Look around from another terminal, as root:");
      screen.line(Line.of("   ").accent(kubectl + " get rollouts,analysisruns,httproutes,pods"));
      screen.line(" Ctrl-C ends it.");
      new CountDownLatch(1).await();
    }
  }

  private static boolean deploy(Kubectl kubectl, DataPlane proxy) {
    kubectl.apply(Manifest.surroundings());
    kubectl.apply(new Manifest("v1", 0).yaml());
    await("version 1 serves behind the proxy").atMost(PATIENCE).until(() -> served(proxy));
    return true;
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
