package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.ApiGroup;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.OnAnyCluster;
import io.rolloutoperator.testkit.junit.OnTestClusterOnly;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server takes for a GitSync, what it answers else, and what it adds. */
@RequiresCluster
@OnAnyCluster
class GitSyncCrdIT {
  private static final String SECRET =
      "spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and"
          + " imagePolicies";

  private final TestNamespace namespace;

  GitSyncCrdIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{repo: {url: 'ext::sh -c id'}}       | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "{repo: {url: 'file:///srv/repo'}}    | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "{repo: {url: 'git://example.org/a'}} | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "{repo: {url: /srv/repo}}             | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "{repo: {url: 'git@-oProxyCommand=id:a'}} | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "{repo: {url: 'https://me:secret@example.org/a'}} | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "{repo: {url: 'https://token@example.org/a'}} | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "{repo: {url: 'ssh://git:secret@example.org/a'}} | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "{repo: {url: 'git:secret@example.org:a'}} | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "{repo: {ref: {branch: main, tag: v1}}} | spec.repo.ref: set at most one of branch, tag, semver, name, commit",
        "{repo: {ref: {commit: 1a2b3c4}}}     | spec.repo.ref.commit in body should match",
        "{path: /etc}                         | spec.path: must be a relative path inside the repository",
        "{path: ../other}                     | spec.path: must be a relative path inside the repository",
        "{path: a/../../b}                    | spec.path: must be a relative path inside the repository",
        "{path: 'a\\b'}                       | spec.path: must be a relative path inside the repository",
        "{repo: {interval: 4s}}               | spec.repo.interval: must be between 5s and 24h",
        "{repo: {interval: 24h1ms}}           | spec.repo.interval: must be between 5s and 24h",
        "{repo: {interval: 1d}}               | spec.repo.interval in body should match",
        "{repo: {timeout: 11m}}               | spec.repo.timeout: must be between 5s and 10m",
        "{timeout: 1ms}                       | spec.timeout: must be between 1s and 24h",
        "{retryInterval: 25h}                 | spec.retryInterval: must be between 1s and 24h",
        "{writeBack: {secretRef: {name: git}, author: {name: 'a<b'}}} | spec.writeBack.author: must not contain line breaks or angle brackets",
        "{writeBack: {secretRef: {name: git}, author: {email: \"a\\nb\"}}} | spec.writeBack.author: must not contain line breaks or angle brackets",
        "{rollouts: {onAbort: Revert}, writeBack: {secretRef: {name: git}}, repo: {ref: {tag: v1}}} | spec.repo.ref: write-back needs a branch",
        "{rollouts: {promoteTo: [{path: a}]}, writeBack: {secretRef: {name: git}}, repo: {ref: {semver: '>1'}}} | spec.repo.ref: write-back needs a branch",
        "{serviceAccountName: ''}             | spec.serviceAccountName in body should be at least 1 chars long",
        "{serviceAccountName: 'a:b'}          | spec.serviceAccountName in body should match",
        "{historyLimit: 51}                   | spec.historyLimit in body should be less than or equal to 50",
        "{rollouts: {onAbort: Undo}}          | Unsupported value",
      })
  void aWrongFieldIsRefusedWithItsMessage(String spec, String message) throws IOException {
    assertThat(refused(spec)).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{rollouts: {onAbort: Revert}}",
        "{rollouts: {onAbort: PullRequest}, writeBack: {provider: github}}",
        "{rollouts: {promoteTo: [{path: overlays/production}]}}",
        "{imagePolicies: [{name: my-app}]}",
      })
  void whatCommitsNeedsACredential(String spec) throws IOException {
    assertThat(refused(spec)).contains(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "dependsOn, '{name: a}', 50",
    "imagePolicies, '{name: a}', 50",
    "syncWindows, '{kind: deny}', 20",
    "healthChecks, '{apiVersion: v1, kind: Pod, name: a}', 100",
    "ignore, '{paths: [/spec/replicas]}', 100",
    "rollouts.promoteTo, '{path: a}', 20",
  })
  void listsHaveAnEnd(String field, String element, int most) throws IOException {
    ObjectNode spec = Json.object();
    for (int i = 0; i <= most; i++) {
      spec.withArray("/" + field.replace('.', '/')).add(Json.yaml(element).getFirst());
    }
    assertThat(refused(spec.toString())).contains("spec." + field + ": Too many");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a.git",
        "http://git.shop.svc:3000/a",
        "ssh://git@example.org:2222/a",
        "git@example.org:team/a.git",
        "https://example.org/a@b",
        "git@example.org:a@b",
      })
  void urlsWithoutCredentialsAreTaken(String url) throws IOException {
    assertThat(create("{repo: {url: '" + url + "'}}").body().path("spec").path("repo").path("url"))
        .hasToString("\"" + url + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{path: overlays/staging}",
        "{path: a..b/...}",
        "{repo: {interval: 24h}}",
        "{repo: {interval: 1m30.5s}}",
        "{rollouts: {onAbort: Mark}, repo: {ref: {tag: v1}}}",
        "{rollouts: {onAbort: Revert, promoteTo: []}, writeBack: {secretRef: {name: git}}}",
        "{repo: {ref: {}}}",
      })
  void whatIsRightIsTaken(String spec) throws IOException {
    create(spec).orThrow(spec);
  }

  @Test
  void absentFieldsAreStoredWithTheirDefaults() throws IOException {
    JsonNode spec =
        create("{pruneGuard: {}, render: {}, rollouts: {}, writeBack: {author: {}}}")
            .orThrow("creation")
            .path("spec");
    assertThat(spec)
        .isEqualTo(
            Json.yaml(
                    """
                    repo: {url: "https://example.org/a", interval: 1m, timeout: 60s}
                    path: .
                    render: {mode: Auto, recurse: true}
                    targetNamespacePolicy: Fill
                    prune: true
                    pruneGuard: {maxDeletePercent: 20}
                    deletionPolicy: MirrorPrune
                    driftCorrection: Enabled
                    wait: true
                    timeout: 5m
                    historyLimit: 10
                    writeBack:
                      provider: generic
                      author: {name: Rollout Operator, email: rollout-operator@localhost}
                      maxCommitsPerHour: 4
                    rollouts: {onAbort: Mark, applyDuringRollout: Supersede}
                    """)
                .getFirst());
  }

  @Test
  void fieldsThatAreNotSupportedYetAreKept() {
    JsonNode stored =
        namespace
            .apply(
                """
                apiVersion: rollout-operator.io/v1alpha1
                kind: GitSync
                metadata: {name: my-app}
                spec:
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
                """)
            .getFirst();
    assertThat(stored.at("/spec/decryption/secretRef/name").asText()).isEqualTo("sops-age");
    assertThat(stored.at("/spec/rollouts/promoteTo/0/soak").asText()).isEqualTo("30m");
  }

  @Test
  void aMistypedFieldIsToldToWhoAppliesIt() throws IOException {
    Api.Response answer =
        namespace
            .cluster()
            .api()
            .post(collection() + "?fieldValidation=Strict", object("{prun: false}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("message").asText()).contains("unknown field \"spec.prun\"");
  }

  @Test
  @OnTestClusterOnly("the test kit's kubectl")
  void theStatusIsWrittenApartAndShownByKubectl() throws Exception {
    namespace.apply(
        """
        apiVersion: rollout-operator.io/v1alpha1
        kind: GitSync
        metadata: {name: shown}
        spec: {repo: {url: "https://example.org/a"}, path: apps, suspend: true}
        """);
    JsonNode written =
        namespace.patchStatus(
            ApiGroup.OPERATOR_API_VERSION,
            "GitSync",
            "shown",
            """
            spec: {path: elsewhere}
            status:
              observedGeneration: 9007199254740993
              health: Degraded
              shortRevision: main@1a2b3c4
              quarantinedRevisions: [{object: shop_web_argoproj.io_Rollout, templateHash: 5d8f}]
              conditions:
                - {type: Ready, status: "False", reason: BuildFailed, message: "x.yaml:3: no", lastTransitionTime: "2026-01-02T03:04:05Z"}
            """);
    assertThat(written.at("/spec/path").asText()).isEqualTo("apps");
    assertThat(written.at("/status/observedGeneration").asLong()).isEqualTo(9007199254740993L);
    assertThat(kubectl("get", "gsync", "shown", "--no-headers"))
        .containsPattern("shown +False +Degraded +main@1a2b3c4 +x.yaml:3: no +[0-9]+m?s");
    assertThat(kubectl("get", "gsync", "shown", "-o", "wide", "--no-headers"))
        .containsPattern("s +true +apps +5d8f");
  }

  private String kubectl(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    all[0] = "--namespace";
    all[1] = namespace.name();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Kubectl(namespace.cluster().controlPlane()).run(all);
  }

  private String refused(String spec) throws IOException {
    Api.Response answer = create(spec);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer.body().path("message").asText();
  }

  /** Tries to make a GitSync of the least spec and these fields, without storing it. */
  private Api.Response create(String spec) throws IOException {
    return namespace.cluster().api().post(collection() + "?dryRun=All", object(spec));
  }

  private static ObjectNode object(String spec) {
    ObjectNode object =
        Json.yaml(
                """
                apiVersion: rollout-operator.io/v1alpha1
                kind: GitSync
                metadata: {name: tried}
                spec: {repo: {url: "https://example.org/a"}}
                """)
            .getFirst();
    ObjectNode fields = Json.yaml(spec).getFirst();
    ObjectNode merged = object.withObject("/spec");
    ObjectNode repository = merged.withObject("/repo").deepCopy();
    if (fields.path("repo") instanceof ObjectNode changed) {
      repository.setAll(changed);
    }
    merged.setAll(fields);
    merged.set("repo", repository);
    return object;
  }

  private String collection() {
    return "/apis/%s/namespaces/%s/gitsyncs"
        .formatted(ApiGroup.OPERATOR_API_VERSION, namespace.name());
  }
}
