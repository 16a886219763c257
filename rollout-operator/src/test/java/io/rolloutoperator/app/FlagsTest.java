package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.analysis.providers.SecretRules.Release;
import io.rolloutoperator.analysis.providers.http.HttpSettings.Insecure;
import io.rolloutoperator.kube.runtime.AnalysisSettings;
import io.rolloutoperator.kube.runtime.AnalysisSettings.Loopback;
import io.rolloutoperator.kube.runtime.NotificationSettings.SelfService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class FlagsTest {
  private static Flags parse(String... args) {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(args);
    return flags;
  }

  /**
   * The flags of Argo Rollouts' controller with its defaults; what we changed on purpose is marked.
   */
  @ParameterizedTest(name = "--{0} is {1} by default")
  @CsvSource({
    "rollout-resync, 900",
    "namespaced, false",
    "loglevel, info",
    "logformat, ''",
    "kloglevel, 0",
    "metricsPort, 8090",
    "metricsport, 8090",
    "healthzPort, 8080",
    "instance-id, ''",
    "qps, 0.0", // upstream 40: ours has no limit unless set
    "burst, 0", // upstream 80
    "rollout-threads, 10",
    "analysis-threads, 30",
    "leader-elect, true",
    "leader-election-lease-duration, PT15S",
    "leader-election-renew-deadline, PT10S",
    "leader-election-retry-period, PT2S",
    "controllers, []",
    "version, false",
    "self-service-notification-enabled, false",
    "min-metric-interval, PT5S",
  })
  void hasTheDefault(String flag, String value) {
    CommandLine commandLine = new CommandLine(new Flags());
    commandLine.parseArgs();

    OptionSpec option = commandLine.getCommandSpec().findOption("--" + flag);

    assertThat(option).as("--" + flag).isNotNull();
    Object actual = option.getValue();
    assertThat(String.valueOf(actual)).isEqualTo(value);
  }

  /** What Argo Rollouts' controller takes and does not matter here, each given twice. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--experiment-threads=10",
        "--service-threads=10",
        "--ingress-threads=10",
        "--ephemeral-metadata-threads=10",
        "--ephemeral-metadata-update-pod-retries=3",
        "--aws-target-group-binding-api-version=elbv2.k8s.aws/v1beta1",
        "--alb-tag-key-resource-id=ingress.k8s.aws/resource",
        "--istio-api-version=v1alpha3",
        "--ambassador-api-version=getambassador.io/v2",
        "--traffic-split-api-version=v1alpha1",
        "--traefik-api-group=traefik.io",
        "--traefik-api-version=traefik.io/v1alpha1",
        "--ingress-api-version=",
        "--appmesh-crd-version=v1beta2",
        "--alb-ingress-classes=alb",
        "--nginx-ingress-classes=nginx",
        "--aws-verify-target-group=false",
        "--alb-verify-weight=false",
        "--enable-pprof-address="
      })
  void takesWhatChangesNothing(String flag) {
    assertThat(parse(flag, flag)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--alb-verify-weight", "--aws-verify-target-group"})
  void takesSwitchesThatChangeNothingWithoutAValue(String flag) {
    assertThat(parse(flag, "--namespaced").process.namespaced).isTrue();
  }

  /** Every flag of a kubectl-like client. */
  @ParameterizedTest
  @CsvSource({
    "--kubeconfig=f",
    "--context=c",
    "--cluster=c",
    "--user=u",
    "--namespace=n",
    "-n=n",
    "--server=u",
    "-s=u",
    "--certificate-authority=f",
    "--client-certificate=f",
    "--client-key=f",
    "--insecure-skip-tls-verify",
    "--insecure-skip-tls-verify=false",
    "--tls-server-name=n",
    "--token=t",
    "--username=u",
    "--password=p",
    "--as=u",
    "--as-group=a",
    "--as-uid=u",
    "--proxy-url=u",
    "--request-timeout=0",
    "--disable-compression"
  })
  void takesTheFlagsOfAKubernetesClient(String flag) {
    assertThat(parse(flag)).isNotNull();
  }

  @Test
  void takesFlagsTheWayGoDoes() {
    Flags flags =
        parse(
            "--rollout-threads",
            "3",
            "--analysis-threads=4",
            "--namespaced",
            "--leader-elect=false",
            "--leader-election-lease-duration=1m30s",
            "--controllers=analysis",
            "--alb-ingress-classes=a,b",
            "--metricsport=1");

    assertThat(flags.rolloutThreads).isEqualTo(3);
    assertThat(flags.analysisThreads).isEqualTo(4);
    assertThat(flags.process.namespaced).isTrue();
    assertThat(flags.leaderElect).isFalse();
    assertThat(flags.leaseDuration).isEqualTo(Duration.ofSeconds(90));
    assertThat(flags.controllers).isEqualTo(List.of("analysis"));
    assertThat(flags.process.metricsPort).isEqualTo(1);
  }

  @ParameterizedTest(name = "--qps={0} --burst={1}")
  @CsvSource({"0,0,false", "40,80,true", "40,0,true", "0,5,true"})
  void limitsRequestsOnlyWhenAsked(double qps, int burst, boolean limited) {
    assertThat(parse("--qps=" + qps, "--burst=" + burst).requestRate().isPresent())
        .isEqualTo(limited);
  }

  @Test
  void settingsFollowTheFlags() {
    var settings =
        parse("--namespaced", "--instance-id=blue", "--rollout-resync=60")
            .settings("own", "own", Map.of());

    assertThat(settings.namespace()).isEqualTo("own");
    assertThat(settings.labelSelector())
        .isEqualTo("argo-rollouts.argoproj.io/controller-instance-id=blue");
    assertThat(settings.resync()).isEqualTo(Duration.ofMinutes(1));
    assertThat(parse().settings("own", "own", Map.of()).namespace()).isEmpty();
    assertThat(parse().settings("own", "own", Map.of()).labelSelector())
        .isEqualTo("!argo-rollouts.argoproj.io/controller-instance-id");
  }

  @ParameterizedTest
  @CsvSource({
    "--namespaced, OFF",
    "--self-service-notification-enabled=false, OFF",
    "--self-service-notification-enabled, ON",
    "--self-service-notification-enabled=true, ON"
  })
  void teamsConfigureNotificationsOnlyIfAFlagSaysSo(String flag, SelfService expected) {
    assertThat(parse(flag).settings("own", "own", Map.of()).notifications().selfService())
        .isEqualTo(expected);
  }

  @Test
  void metricsStayWithinTheDefaultsUnlessFlagsOpenMore() {
    AnalysisSettings closed = parse().settings("own", "own", Map.of()).analysis();
    assertThat(closed)
        .isEqualTo(
            new AnalysisSettings(
                Optional.empty(),
                AnalysisSettings.DEFAULT_ALLOWED_HOSTS,
                "own",
                Release.LABELLED,
                Insecure.REFUSED,
                Loopback.REFUSED));

    AnalysisSettings open =
        parse(
                "--egress-allowed-host=a.b.svc",
                "--egress-allowed-host=10.0.0.1",
                "--argo-compatible-secrets",
                "--allow-insecure-metrics",
                "--insecure-allow-loopback-metrics")
            .settings("own", "own", Map.of("ARGO_ROLLOUTS_PROMETHEUS_ADDRESS", "http://p:9090"))
            .analysis();
    assertThat(open)
        .isEqualTo(
            new AnalysisSettings(
                Optional.of("http://p:9090"),
                List.of("a.b.svc", "10.0.0.1"),
                "own",
                Release.ALL,
                Insecure.ALLOWED,
                Loopback.ALLOWED));
  }

  @Test
  void everyFlagSaysWhatItDoes() {
    for (OptionSpec option : new CommandLine(new Flags()).getCommandSpec().options()) {
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
    }
  }
}
