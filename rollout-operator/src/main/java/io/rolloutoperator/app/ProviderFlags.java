package io.rolloutoperator.app;

import java.util.List;
import picocli.CommandLine.Option;

/** Versions and classes of traffic routers' objects. Accepted with upstream's defaults. */
final class ProviderFlags {
  @Option(
      names = "--aws-target-group-binding-api-version",
      paramLabel = "<version>",
      description = "Accepted.")
  String targetGroupBindingVersion = "elbv2.k8s.aws/v1beta1";

  @Option(names = "--alb-tag-key-resource-id", paramLabel = "<key>", description = "Accepted.")
  String albTagKey = "ingress.k8s.aws/resource";

  @Option(names = "--istio-api-version", paramLabel = "<version>", description = "Accepted.")
  String istioVersion = "v1alpha3";

  @Option(names = "--ambassador-api-version", paramLabel = "<version>", description = "Accepted.")
  String ambassadorVersion = "getambassador.io/v2";

  @Option(
      names = "--traffic-split-api-version",
      paramLabel = "<version>",
      description = "Accepted.")
  String trafficSplitVersion = "v1alpha1";

  @Option(names = "--traefik-api-group", paramLabel = "<group>", description = "Accepted.")
  String traefikGroup = "traefik.io";

  @Option(names = "--traefik-api-version", paramLabel = "<version>", description = "Accepted.")
  String traefikVersion = "traefik.io/v1alpha1";

  @Option(names = "--ingress-api-version", paramLabel = "<version>", description = "Accepted.")
  String ingressVersion = "";

  @Option(names = "--appmesh-crd-version", paramLabel = "<version>", description = "Accepted.")
  String appMeshVersion = "v1beta2";

  @Option(
      names = "--alb-ingress-classes",
      split = ",",
      paramLabel = "<class>",
      description = "Accepted.")
  List<String> albIngressClasses = List.of("alb");

  @Option(
      names = "--nginx-ingress-classes",
      split = ",",
      paramLabel = "<class>",
      description = "Accepted.")
  List<String> nginxIngressClasses = List.of("nginx");

  @Option(
      names = {"--aws-verify-target-group", "--alb-verify-weight"},
      arity = "0..1",
      fallbackValue = "true",
      description = "Accepted.")
  boolean verifyTargetGroup;
}
