package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a command line. */
class MainTest {
  private final RecordedMain main = new RecordedMain();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--bogus | 2 | Unknown option: '--bogus'",
        "--rollout-threads=many | 2 | Invalid value for option '--rollout-threads': 'many' is not an int",
        "--leader-election-retry-period=soon | 2 | 'soon' is not a duration such as 15s or 1m30s",
        "--loglevel=loud | 2 | --loglevel must be trace, debug, info, warn or error, got \"loud\"",
        "--logformat=xml | 2 | --logformat must be text or json, got \"xml\"",
        "--kubeconfig=/nonexistent/file | 1 | kubeconfig /nonexistent/file cannot be read",
        "--loglevel=info | 1 | no API server: this process runs outside of a cluster; give --kubeconfig FILE",
        "--server=http://127.0.0.1:1 --rollout-threads=0 | 2 | --rollout-threads must be at least 1, got 0",
        "--server=http://127.0.0.1:1 --leader-election-renew-deadline=15s | 2 | lease duration 15s must be at least 1s longer",
        "--server=http://127.0.0.1:1 --healthzPort=70000 | 2 | --healthzPort must be between 0 and 65535, got 70000",
        "--server=http://127.0.0.1:1 --metricsPort=-1 | 2 | --metricsPort must be between 0 and 65535, got -1",
        "--server=http://127.0.0.1:1 --controllers=rollouts | 2 | --controllers must be 'analysis' or left out, got rollouts",
        "--kubeconfig=/nonexistent/file --analysis-threads=0 | 2 | --analysis-threads must be at least 1, got 0",
        "--server=http://127.0.0.1:1 --qps=-1 | 2 | --qps and --burst must not be negative",
        "--egress-allowed-host=host:9093 | 2 | --egress-allowed-host takes a host without scheme, port and path: write host",
        "--egress-allowed-host=a --egress-allowed-host=https://u:s3cret@b:9093/x | 2 | without scheme, port and path: write b",
        "--egress-allowed-host=a,b | 2 | --egress-allowed-host must be a host such as prometheus.monitoring.svc or *.monitoring.svc",
        "--gitsync-allowed-host=ssh://git@git.internal:22 | 2 | --gitsync-allowed-host takes a host without scheme, port and path: write git.internal",
        "--gitsync-max-fetch-size=1TB | 2 | --gitsync-max-fetch-size must be a size between 1Mi and 4Gi, got \"1TB\"",
        "--gitsync-max-objects=0 | 2 | --gitsync-max-objects must be between 10 and 100000, got 0",
        "--gitsync-max-objects=many | 2 | Invalid value for option '--gitsync-max-objects'",
        "--server=http://127.0.0.1:1 --gitsync-kustomize-binary=/nonexistent/kustomize | 1 | --gitsync-kustomize-binary /nonexistent/kustomize is not there",
        "--server=http://127.0.0.1:1 --gitsync-kustomize-binary=/bin/true | 1 | --gitsync-kustomize-binary /bin/true is not kustomize 5: its version is \"\"",
        "--instance-id=Foo_Bar | 2 | as it is part of the lease's name, got \"Foo_Bar\": correct it, or set --leader-elect=false",
        "--instance-id=a..b | 2 | --instance-id must be lower-case letters",
        "webhooks | 2 | Unmatched argument at index 0: 'webhooks'",
        "webhook --rollout-threads=1 | 2 | Unknown option: '--rollout-threads=1'",
        "webhook --trusted-proxy=proxy | 2 | 'proxy' is not a range of addresses such as 10.0.0.0/8",
        "webhook --logformat=xml | 2 | --logformat must be text or json, got \"xml\"",
        "webhook --loglevel=info | 1 | no API server: this process runs outside of a cluster; give --kubeconfig FILE",
        "webhook --server=http://127.0.0.1:1 --webhookPort=70000 | 2 | --webhookPort must be between 0 and 65535, got 70000",
      })
  void aWrongCommandLineIsOneLineAndAStatus(String args, int status, String line) {
    assertThat(main.run(args.split(" "))).isEqualTo(status);

    assertThat(main.err().lines()).singleElement().asString().contains(line.strip());
    assertThat(main.controllers().calls).isEmpty();
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int status = main.run("--server=http://127.0.0.1:1", "--healthzPort=" + taken.getLocalPort());

      assertThat(status).isEqualTo(1);
      assertThat(main.err().lines().toList().getLast())
          .isEqualTo(
              "--healthzPort "
                  + taken.getLocalPort()
                  + " cannot be opened: Address already in use");
    }
  }

  @Test
  void tellsItsVersion() {
    assertThat(main.run("--version")).isZero();
    assertThat(main.out()).startsWith("rollout-operator ").contains("Java 25");
  }

  @Test
  void helpNamesEveryFlagOnce() {
    assertThat(main.run("--help")).isZero();
    assertThat(main.out())
        .contains("--rollout-threads", "--metricsPort", "--leader-elect", "--kubeconfig");
  }

  @ParameterizedTest
  @CsvSource({
    "webhook --help, --webhookPort, --rollout-threads",
    "--help webhook, --rollout-threads, --webhookPort"
  })
  void helpIsThatOfTheProcessItIsAskedFor(String args, String named, String unnamed) {
    assertThat(main.run(args.split(" "))).isZero();

    assertThat(main.out()).contains(named).doesNotContain(unnamed);
  }
}
