package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.gitsync.unit.GitRef;
import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.unit.Webhook;
import io.rolloutoperator.gitsync.unit.WriteBack;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitSyncFrontEndTest {

  private static final UnitId ID = new UnitId("GitSync", "shop", "my-app");

  @Test
  void absentFieldsHaveTheirDefaults() {
    assertThat(Specs.unit(Specs.whole("{repo: {url: 'https://git.example.org/a'}}")))
        .isEqualTo(
            new SyncUnit(
                ID,
                new Repository(
                    "https://git.example.org/a",
                    new GitRef.RemoteHead(),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(60),
                    Optional.empty(),
                    Optional.empty(),
                    ""),
                ".",
                new Rendering(Rendering.Mode.AUTO, true, List.of(), List.of(), Json.object()),
                new Destination("shop", false, false, Map.of(), Map.of()),
                "gitsync",
                new SyncPolicies(
                    new SyncPolicies.Prune(true, 20, false),
                    SyncPolicies.DeletionPolicy.MIRROR_PRUNE,
                    SyncPolicies.DriftCorrection.ENABLED,
                    false,
                    List.of(),
                    true,
                    List.of(),
                    Duration.ofMinutes(5),
                    Optional.empty(),
                    List.of(),
                    false,
                    10),
                new RolloutPolicies(
                    RolloutPolicies.OnAbort.MARK, RolloutPolicies.DuringRollout.SUPERSEDE),
                Optional.empty()));
  }

  @Test
  void everyFieldArrives() {
    UnitResult.Accepted accepted =
        Specs.accepted(
            Specs.whole(
                """

                  repo:
                    url: ssh://git@git.example.org:2222/team/a.git
                    ref: {branch: release/1}
                    interval: 1m30s
                    timeout: 2m
                    secretRef: {name: git-read}
                    proxySecretRef: {name: proxy}
                    provider: generic
                    ignore: "*.md"
                    webhook: {type: gitlab, secretRef: {name: git-hook}}
                  path: ./overlays//staging/
                  render:
                    mode: Kustomize
                    recurse: false
                    include: [a/]
                    exclude: [b/]
                    images: [{name: web, newName: registry/web, newTag: v2, tagSuffix: -x, digest: sha256:1}]
                    patches: [{path: p.yaml, patch: "{}", target: {kind: Service, name: web}, options: {allowNameChange: true}}]
                    components: [../parts]
                    namePrefix: pre-
                    nameSuffix: -post
                    commonMetadata: {labels: {a: b}, annotations: {c: d}}
                  targetNamespace: web
                  targetNamespacePolicy: Override
                  createNamespace: true
                  namespaceMetadata: {labels: {team: shop}, annotations: {owner: me}}
                  prune: false
                  pruneGuard: {maxDeletePercent: 0, allowEmpty: true}
                  deletionPolicy: Orphan
                  driftCorrection: Warn
                  force: true
                  ignore:
                    - paths: [/spec/replicas, /metadata/annotations/a~1b]
                      target: {group: apps, version: v1, kind: Deployment, name: web, namespace: web, labelSelector: "a=b", annotationSelector: "c"}
                  wait: false
                  healthChecks: [{apiVersion: apps/v1, kind: Deployment, name: web}, {apiVersion: v1, kind: Pod, name: a, namespace: other}]
                  timeout: 90s
                  retryInterval: 1.5s
                  dependsOn: [{name: infra}, {name: base, namespace: shop}]
                  serviceAccountName: deployer
                  suspend: true
                  historyLimit: 0
                  writeBack:
                    secretRef: {name: git-write}
                    provider: gitlab
                    apiURL: https://git.example.org/api/v4
                    author: {name: Bot, email: bot@example.org}
                    maxCommitsPerHour: 1
                    signingKey: {type: ssh, secretRef: {name: git-signing}}
                  rollouts: {onAbort: PullRequest, applyDuringRollout: OnlyNonWorkload}
                """));

    assertThat(accepted.ignoredFields()).isEmpty();
    assertThat(accepted.unit())
        .isEqualTo(
            new SyncUnit(
                ID,
                new Repository(
                    "ssh://git@git.example.org:2222/team/a.git",
                    new GitRef.Branch("release/1"),
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(2),
                    Optional.of("git-read"),
                    Optional.of("proxy"),
                    "*.md",
                    Optional.of(new Webhook("gitlab", "git-hook"))),
                "overlays/staging",
                new Rendering(
                    Rendering.Mode.KUSTOMIZE,
                    false,
                    List.of("a/"),
                    List.of("b/"),
                    Json.yaml(
                            """
                            images: [{name: web, newName: registry/web, newTag: v2, tagSuffix: -x, digest: "sha256:1"}]
                            patches: [{path: p.yaml, patch: "{}", target: {kind: Service, name: web}, options: {allowNameChange: true}}]
                            components: [../parts]
                            namePrefix: pre-
                            nameSuffix: -post
                            commonMetadata: {labels: {a: b}, annotations: {c: d}}
                            """)
                        .getFirst()),
                new Destination("web", true, true, Map.of("team", "shop"), Map.of("owner", "me")),
                "deployer",
                new SyncPolicies(
                    new SyncPolicies.Prune(false, 0, true),
                    SyncPolicies.DeletionPolicy.ORPHAN,
                    SyncPolicies.DriftCorrection.WARN,
                    true,
                    List.of(
                        new SyncPolicies.IgnoreRule(
                            List.of("/spec/replicas", "/metadata/annotations/a~1b"),
                            new SyncPolicies.Target(
                                "apps", "v1", "Deployment", "web", "web", "a=b", "c"))),
                    false,
                    List.of(
                        new SyncPolicies.ObjectRef("apps/v1", "Deployment", "web", "web"),
                        new SyncPolicies.ObjectRef("v1", "Pod", "other", "a")),
                    Duration.ofSeconds(90),
                    Optional.of(Duration.ofMillis(1500)),
                    List.of(
                        new SyncPolicies.Dependency("shop", "infra"),
                        new SyncPolicies.Dependency("shop", "base")),
                    true,
                    0),
                new RolloutPolicies(
                    RolloutPolicies.OnAbort.PULL_REQUEST,
                    RolloutPolicies.DuringRollout.ONLY_NON_WORKLOAD),
                Optional.of(
                    new WriteBack(
                        "git-write",
                        "gitlab",
                        "https://git.example.org/api/v4",
                        "Bot",
                        "bot@example.org",
                        1,
                        Optional.of(
                            new WriteBack.SigningKey(
                                WriteBack.SigningKey.Kind.SSH, "git-signing"))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | RemoteHead[]",
        "{branch: main}                                  | Branch[name=main]",
        "{tag: v1.0}                                     | Tag[name=v1.0]",
        "{semver: '>=1.0.0 <2'}                          | Semver[range=>=1.0.0 <2]",
        "{name: refs/pull/1/head}                        | FullName[name=refs/pull/1/head]",
        "{commit: 0123456789abcdef0123456789abcdef01234567} | Commit[id=0123456789abcdef0123456789abcdef01234567]",
        "{commit: 0123456789ABCDEF0123456789ABCDEF01234567} | Commit[id=0123456789abcdef0123456789abcdef01234567]",
        "{branch: main, tag: ''}                         | Branch[name=main]",
      })
  void aRefIsOneOfFiveOrTheRemotesHead(String ref, String wanted) {
    assertThat(Specs.unit(Specs.with("{repo: {ref: " + ref + "}}")).repository().ref())
        .hasToString(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "'', .",
    "., .",
    "./, .",
    "a, a",
    "./a, a",
    "a/b/, a/b",
    "a//b, a/b",
    "a/./b, a/b",
    "a..b, a..b",
  })
  void aPathIsNormalised(String path, String wanted) {
    assertThat(Specs.unit(Specs.with("{path: '" + path + "'}")).path()).isEqualTo(wanted);
  }

  @Test
  void writeBackHasItsDefaults() {
    assertThat(Specs.unit(Specs.with("{writeBack: {secretRef: {name: git}}}")).writeBack())
        .contains(
            new WriteBack(
                "git",
                "generic",
                "",
                "Rollout Operator",
                "rollout-operator@localhost",
                4,
                Optional.empty()));
    assertThat(Specs.unit(Specs.with("{writeBack: {provider: github}}")).writeBack())
        .as("nobody asks for commits")
        .isEmpty();
  }

  @Test
  void theDefaultAccountIsAnOption() {
    FrontEndSettings settings = new FrontEndSettings(false, "applier", false);
    assertThat(GitSyncFrontEnd.toUnit(Specs.with("{}"), settings))
        .isInstanceOfSatisfying(
            UnitResult.Accepted.class,
            accepted -> assertThat(accepted.unit().serviceAccount()).isEqualTo("applier"));
  }

  @Test
  void theExampleOfTheDocumentationIsTaken() {
    UnitResult.Accepted accepted =
        Specs.accepted(
            Specs.whole(
                """

                  repo:
                    url: https://github.com/myorg/my-app-config
                    ref: {branch: main}
                    secretRef: {name: git-read}
                    webhook: {type: github, secretRef: {name: git-hook}}
                  path: overlays/staging
                  decryption: {provider: sops, secretRef: {name: sops-age}}
                  dependsOn: [{name: infra}]
                  writeBack: {secretRef: {name: git-write}, provider: github}
                  rollouts:
                    onAbort: Revert
                    promoteTo: [{path: overlays/production, soak: 30m, via: PullRequest}]
                """));
    assertThat(accepted.ignoredFields())
        .containsExactly("spec.decryption", "spec.rollouts.promoteTo");
  }
}
