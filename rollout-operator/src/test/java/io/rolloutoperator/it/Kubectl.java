package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real kubectl with the rights of the administrator. */
record Kubectl(ControlPlane plane) {

  /** Runs a command that must succeed and returns what it printed, errors included. */
  String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                plane.binary().toString(), "kubectl", "--kubeconfig=" + plane.kubeconfig("admin"))
            .redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
