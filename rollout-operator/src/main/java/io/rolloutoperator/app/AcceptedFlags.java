package io.rolloutoperator.app;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags of Argo Rollouts' controller that decide nothing here, taken in every form that it takes so
 * that existing manifests keep working. Their values are not looked at.
 */
final class AcceptedFlags {
  @Option(
      names = {
        "--aws-target-group-binding-api-version",
        "--alb-tag-key-resource-id",
        "--istio-api-version",
        "--ambassador-api-version",
        "--traffic-split-api-version",
        "--traefik-api-group",
        "--traefik-api-version",
        "--ingress-api-version",
        "--appmesh-crd-version",
        "--alb-ingress-classes",
        "--nginx-ingress-classes"
      },
      paramLabel = "<value>",
      description = "Accepted: of routers that are not driven yet.")
  List<String> ofRouters = List.of();

  @Option(
      names = {
        "--experiment-threads",
        "--service-threads",
        "--ingress-threads",
        "--ephemeral-metadata-threads"
      },
      paramLabel = "<n>",
      description = "Accepted; the Rollouts' threads do this work.")
  List<Integer> threads = List.of();

  @Option(
      names = "--ephemeral-metadata-update-pod-retries",
      paramLabel = "<n>",
      description = "Accepted; every write is repeated by the next pass.")
  List<Integer> podRetries = List.of();

  @Option(
      names = "--request-timeout",
      paramLabel = "<time>",
      description = "Accepted; requests time out after 10 s.")
  List<String> requestTimeout = List.of();

  @Option(
      names = {"--as-uid", "--enable-pprof-address"},
      paramLabel = "<value>",
      description = "Accepted, without effect.")
  List<String> values = List.of();

  @Option(
      names = {"--aws-verify-target-group", "--alb-verify-weight", "--disable-compression"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "<true|false>",
      description = "Accepted, without effect.")
  List<Boolean> switches = List.of();
}
