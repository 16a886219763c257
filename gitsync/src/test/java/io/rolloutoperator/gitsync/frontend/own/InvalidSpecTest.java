package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a spec can be wrong, and what its author reads. */
class InvalidSpecTest {

  private static final FrontEndSettings DEFAULT = FrontEndSettings.DEFAULT;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                     | spec.repo.url: required",
        "'ext::sh -c id'                        | repository URL not allowed: scheme \"ext\"",
        "file:///srv/repo                       | repository URL not allowed: scheme \"file\"",
        "git://git.example.org/a                | repository URL not allowed: scheme \"git\"",
        "http://git.example.org/a               | repository URL not allowed: scheme \"http\"",
        "HTTPS://git.example.org/a              | repository URL not allowed: scheme \"HTTPS\"",
        "amazon-s3://bucket/a                   | repository URL not allowed: scheme \"amazon-s3\"",
        "abcdefghijklmnopqrstuvwxyz://a         | repository URL not allowed: scheme \"abcdefghijklmnopqrst\"",
        "/srv/repo                              | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "../repo                                | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "git.example.org:a                      | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "https://                               | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "https:///a                             | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "'https://git.example.org/a b'          | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "https://git.example.org/ä              | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "ssh://-oProxyCommand=id/a              | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "ssh://git@-oProxyCommand=id/a          | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "git@-oProxyCommand=id:a                | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "-git@git.example.org:a                 | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "git@git.example.org:                   | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "git@:a                                 | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "a/b@git.example.org:a                  | spec.repo.url: only https://, ssh:// and user@host:path are allowed",
        "https://git.example.org/a?b            | spec.repo.url: a query or a fragment is not allowed",
        "https://git.example.org/a#b            | spec.repo.url: a query or a fragment is not allowed",
        "https://git.example.org:0/a            | spec.repo.url: the port must be between 1 and 65535",
        "https://git.example.org:99999/a        | spec.repo.url: the port must be between 1 and 65535",
        "ssh://git.example.org:x/a              | spec.repo.url: the port must be between 1 and 65535",
        "https://me:secret@git.example.org/a    | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "https://token@git.example.org/a        | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "http://me:secret@git.example.org/a     | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "ssh://git:secret@git.example.org/a     | spec.repo.url: credentials in the URL are not allowed; use secretRef",
        "git:secret@git.example.org:a           | spec.repo.url: credentials in the URL are not allowed; use secretRef",
      })
  void anUrlIsRefused(String url, String message) {
    assertThat(Specs.problems(Specs.whole("{repo: {url: '" + url + "'}}"), DEFAULT))
        .containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.org/a",
        "https://git.example.org",
        "https://git.example.org:8443/a/b.git",
        "https://git.example.org/a@b:c",
        "https://[::1]:3000/a",
        "ssh://git.example.org/a",
        "ssh://git@git.example.org:2222/a",
        "git@git.example.org:team/a.git",
        "git@git_1.example.org:a@b",
      })
  void anUrlIsTaken(String url) {
    assertThat(Specs.problems(Specs.whole("{repo: {url: '" + url + "'}}"), DEFAULT)).isEmpty();
  }

  @Test
  void plainHttpIsAnOption() {
    JsonNode object =
        Specs.with(
            "{repo: {url: 'http://git.shop.svc/a'}, writeBack: {apiURL: 'http://git.shop.svc/api'}}");
    assertThat(Specs.problems(object, new FrontEndSettings(true, "gitsync", false))).isEmpty();
    assertThat(Specs.problems(object, DEFAULT))
        .containsExactly(
            "repository URL not allowed: scheme \"http\"",
            "spec.writeBack.apiURL: only https:// without credentials is allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{branch: -x}             | ref \"-x\" is not a valid Git ref name",
        "{branch: a..b}           | ref \"a..b\" is not a valid Git ref name",
        "{branch: 'a@{1}'}        | ref \"a@{1}\" is not a valid Git ref name",
        "{branch: 'a b'}          | ref \"a b\" is not a valid Git ref name",
        "{branch: ' '}            | ref \" \" is not a valid Git ref name",
        "{branch: \"a\\nb\"}      | ref \"a?b\" is not a valid Git ref name",
        "{branch: a//b}           | ref \"a//b\" is not a valid Git ref name",
        "{branch: /a}             | ref \"/a\" is not a valid Git ref name",
        "{branch: a/}             | ref \"a/\" is not a valid Git ref name",
        "{branch: .a}             | ref \".a\" is not a valid Git ref name",
        "{branch: a/.b}           | ref \"a/.b\" is not a valid Git ref name",
        "{branch: a.}             | ref \"a.\" is not a valid Git ref name",
        "{branch: a.lock}         | ref \"a.lock\" is not a valid Git ref name",
        "{branch: '@'}            | ref \"@\" is not a valid Git ref name",
        "{tag: 'v1~1'}            | ref \"v1~1\" is not a valid Git ref name",
        "{tag: 'v1^'}             | ref \"v1^\" is not a valid Git ref name",
        "{tag: 'a:b'}             | ref \"a:b\" is not a valid Git ref name",
        "{tag: 'a?'}              | ref \"a?\" is not a valid Git ref name",
        "{tag: 'a*'}              | ref \"a*\" is not a valid Git ref name",
        "{tag: 'a['}              | ref \"a[\" is not a valid Git ref name",
        "{tag: 'a\\b'}            | ref \"a\\b\" is not a valid Git ref name",
        "{name: main}             | ref \"main\" is not a valid Git ref name",
        "{name: refs/}            | ref \"refs/\" is not a valid Git ref name",
        "{name: refs/heads/a..b}  | ref \"refs/heads/a..b\" is not a valid Git ref name",
        "{commit: 1a2b3c4}        | spec.repo.ref.commit: must be 40 hexadecimal digits",
        "{commit: g123456789abcdef0123456789abcdef01234567} | spec.repo.ref.commit: must be 40 hexadecimal digits",
        "{branch: main, tag: v1}  | spec.repo.ref: set at most one of branch, tag, semver, name, commit",
        "{semver: latest}         | \"latest\" is not a semver range",
        "{semver: '>= x y'}       | \">= x y\" is not a semver range",
        "{semver: '1', name: refs/a} | spec.repo.ref: set at most one of branch, tag, semver, name, commit",
      })
  void aRefIsRefused(String ref, String message) {
    assertThat(Specs.problems(Specs.with("{repo: {ref: " + ref + "}}"), DEFAULT))
        .containsExactly(message);
  }

  @Test
  void aLongNameIsCutInItsMessage() {
    String name = "-" + "x".repeat(5000);
    assertThat(Specs.problems(Specs.with("{repo: {ref: {branch: " + name + "}}}"), DEFAULT))
        .containsExactly("ref \"-" + "x".repeat(63) + "...\" is not a valid Git ref name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{repo: {interval: 4s}}        | spec.repo.interval: must be between 5s and 24h",
        "{repo: {interval: 4999ms}}    | spec.repo.interval: must be between 5s and 24h",
        "{repo: {interval: 24h1ms}}    | spec.repo.interval: must be between 5s and 24h",
        "{repo: {interval: 1d}}        | spec.repo.interval: \"1d\" is not a duration such as 1m30s",
        "{repo: {interval: '5'}}       | spec.repo.interval: \"5\" is not a duration such as 1m30s",
        "{repo: {interval: -5s}}       | spec.repo.interval: \"-5s\" is not a duration such as 1m30s",
        "{repo: {interval: 99999999999999h}} | spec.repo.interval: \"99999999999999h\" is not a duration such as 1m30s",
        "{repo: {timeout: 4s}}         | spec.repo.timeout: must be between 5s and 10m",
        "{repo: {timeout: 11m}}        | spec.repo.timeout: must be between 5s and 10m",
        "{timeout: 0s}                 | spec.timeout: must be between 1s and 24h",
        "{timeout: 5x}                 | spec.timeout: \"5x\" is not a duration such as 1m30s",
        "{retryInterval: 1ms}          | spec.retryInterval: must be between 1s and 24h",
        "{repo: {secretRef: {}}}       | spec.repo.secretRef.name: required",
        "{repo: {secretRef: {name: A}}} | spec.repo.secretRef.name: \"A\" is not the name of an object",
        "{repo: {proxySecretRef: {name: a/b}}} | spec.repo.proxySecretRef.name: \"a/b\" is not the name of an object",
        "{repo: {webhook: {type: github}}} | spec.repo.webhook.secretRef.name: required",
        "{repo: {webhook: {secretRef: {name: a}}}} | spec.repo.webhook.type: required",
        "{repo: {webhook: {type: bitbucket, secretRef: {name: a}}}} | spec.repo.webhook.type: \"bitbucket\" is not one of github, gitlab, gitea, generic-hmac",
        "{path: /etc}                  | spec.path: must be a relative path inside the repository",
        "{path: ../../../x}            | spec.path: must be a relative path inside the repository",
        "{path: a/..}                  | spec.path: must be a relative path inside the repository",
        "{path: 'a\\b'}                | spec.path: must be a relative path inside the repository",
        "{path: \"a\\0b\"}             | spec.path: must be a relative path inside the repository",
        "{render: {mode: Helm}}        | spec.render.mode: \"Helm\" is not one of Auto, Kustomize, Plain",
        "{render: {images: [{name: a}, {newTag: b}]}} | spec.render.images[1].name: required",
        "{targetNamespace: Web}        | spec.targetNamespace: \"Web\" is not the name of a namespace",
        "{targetNamespace: a.b}        | spec.targetNamespace: \"a.b\" is not the name of a namespace",
        "{targetNamespacePolicy: Keep} | spec.targetNamespacePolicy: \"Keep\" is not one of Fill, Override",
        "{pruneGuard: {maxDeletePercent: 101}} | spec.pruneGuard.maxDeletePercent: must be between 0 and 100",
        "{deletionPolicy: Keep}        | spec.deletionPolicy: \"Keep\" is not one of MirrorPrune, Delete, WaitForTermination, Orphan",
        "{driftCorrection: Never}      | spec.driftCorrection: \"Never\" is not one of Enabled, Warn, Disabled",
        "{ignore: [{}]}                | spec.ignore[0].paths: required",
        "{ignore: [{paths: [spec/replicas]}]} | spec.ignore[0].paths[0]: \"spec/replicas\" is not a JSON pointer",
        "{ignore: [{paths: [/a, '']}]} | spec.ignore[0].paths[1]: \"\" is not a JSON pointer",
        "{ignore: [{paths: [/a~2b]}]}  | spec.ignore[0].paths[0]: \"/a~2b\" is not a JSON pointer",
        "{healthChecks: [{apiVersion: v1, kind: Pod}]} | spec.healthChecks[0].name: required",
        "{healthChecks: [{apiVersion: v1, name: a}]} | spec.healthChecks[0].kind: required",
        "{healthChecks: [{kind: Pod, name: a}]} | spec.healthChecks[0].apiVersion: required",
        "{dependsOn: [{name: base, namespace: team-b}]} | cross-namespace reference to team-b/base is not allowed",
        "{dependsOn: [{}]}             | spec.dependsOn[0].name: required",
        "{dependsOn: [{name: A}]}      | spec.dependsOn[0].name: \"A\" is not the name of an object",
        "{serviceAccountName: ''}      | spec.serviceAccountName: required",
        "{serviceAccountName: 'kube-system:admin'} | spec.serviceAccountName: \"kube-system:admin\" is not the name of an object",
        "{historyLimit: 51}            | spec.historyLimit: must be between 0 and 50",
        "{historyLimit: -1}            | spec.historyLimit: must be between 0 and 50",
        "{writeBack: {maxCommitsPerHour: 0}} | spec.writeBack.maxCommitsPerHour: must be at least 1",
        "{writeBack: {provider: svn}}  | spec.writeBack.provider: \"svn\" is not one of generic, github, gitlab, gitea",
        "{writeBack: {apiURL: 'https://me@git.example.org'}} | spec.writeBack.apiURL: only https:// without credentials is allowed",
        "{writeBack: {author: {name: \"a\\nb\"}}} | spec.writeBack.author: must not contain line breaks or angle brackets",
        "{writeBack: {author: {name: \"a\\u2028b\"}}} | spec.writeBack.author: must not contain line breaks or angle brackets",
        "{writeBack: {author: {email: 'a>b'}}} | spec.writeBack.author: must not contain line breaks or angle brackets",
        "{writeBack: {signingKey: {secretRef: {name: a}}}} | spec.writeBack.signingKey.type: required",
        "{writeBack: {signingKey: {type: x509, secretRef: {name: a}}}} | spec.writeBack.signingKey.type: \"x509\" is not one of gpg, ssh",
        "{writeBack: {signingKey: {type: gpg}}} | spec.writeBack.signingKey.secretRef.name: required",
        "{writeBack: {signingKey: {type: ssh, secretRef: {name: A}}}} | spec.writeBack.signingKey.secretRef.name: \"A\" is not the name of an object",
        "{rollouts: {onAbort: Undo}}   | spec.rollouts.onAbort: \"Undo\" is not one of Mark, PullRequest, Revert",
        "{rollouts: {applyDuringRollout: Wait}} | spec.rollouts.applyDuringRollout: \"Wait\" is not one of Supersede, Queue, OnlyNonWorkload",
        "{rollouts: {onAbort: Revert}} | spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies",
        "{rollouts: {onAbort: PullRequest}, writeBack: {provider: github}} | spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies",
        "{rollouts: {promoteTo: [{path: a}]}} | spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies",
        "{imagePolicies: [{name: a}]}  | spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and imagePolicies",
        "{rollouts: {onAbort: Revert}, writeBack: {secretRef: {name: git}}, repo: {ref: {tag: v1}}} | spec.repo.ref: write-back needs a branch",
        "{repo: {verify: {mode: HEAD}}} | spec.repo.verify: not supported yet; commits without a signature would be applied",
        "{render: {substitute: {a: b}}} | spec.render.substitute: not supported yet; variables would be applied as they are written",
        "{render: {substituteFrom: [{kind: ConfigMap, name: a}]}} | spec.render.substituteFrom: not supported yet; variables would be applied as they are written",
        "{kubeConfig: {secretRef: {name: east}}} | spec.kubeConfig: not supported yet; objects would be applied to this cluster",
        "{syncWindows: [{kind: deny}]} | spec.syncWindows: not supported yet; objects would be applied at any time",
        "{prune: 'yes'}                | spec.prune: expected a boolean, got string",
        "{dependsOn: infra}            | spec.dependsOn: expected a list, got string",
        "{historyLimit: 1.5}           | spec.historyLimit: expected a 32-bit integer, got number 1.5",
        "{repo: {url: 5}}              | spec.repo.url: expected a string, got number 5",
      })
  void aFieldIsRefused(String spec, String message) {
    assertThat(Specs.problems(Specs.with(spec), DEFAULT)).containsExactly(message);
  }

  @Test
  void anAbsentOrOddSpecIsRefused() {
    assertThat(Specs.problems(Json.yaml("{metadata: {name: a}}").getFirst(), DEFAULT))
        .containsExactly("spec.repo.url: required");
    assertThat(Specs.problems(Specs.whole("[1]"), DEFAULT))
        .containsExactly("spec: expected an object, got list");
  }

  @ParameterizedTest
  @CsvSource({
    "dependsOn, '{name: a}', 50",
    "healthChecks, '{apiVersion: v1, kind: Pod, name: a}', 100",
    "ignore, '{paths: [/a]}', 100",
  })
  void listsHaveAnEnd(String field, String element, int most) {
    ObjectNode spec = Json.object();
    for (int i = 0; i < most; i++) {
      spec.withArray(field).add(Json.yaml(element).getFirst());
    }
    assertThat(Specs.problems(Specs.with(spec.toString()), DEFAULT)).isEmpty();
    spec.withArray(field).add(Json.yaml(element).getFirst());
    assertThat(Specs.problems(Specs.with(spec.toString()), DEFAULT))
        .containsExactly("spec." + field + ": must have at most " + most + " entries");
  }

  @Test
  void allThatIsWrongIsToldAtOnceButNotWithoutEnd() {
    assertThat(
            Specs.problems(
                Specs.with("{path: /a, timeout: x, repo: {interval: 1s, ref: {branch: -a}}}"),
                DEFAULT))
        .containsExactly(
            "ref \"-a\" is not a valid Git ref name",
            "spec.repo.interval: must be between 5s and 24h",
            "spec.path: must be a relative path inside the repository",
            "spec.timeout: \"x\" is not a duration such as 1m30s");
    assertThat(
            Specs.problems(
                Specs.with("{render: {images: [" + "{newTag: a},".repeat(90) + "]}}"), DEFAULT))
        .hasSize(20);
  }

  @Test
  void otherNamespacesAreAnOption() {
    JsonNode object = Specs.with("{dependsOn: [{name: base, namespace: team-b}]}");
    assertThat(Specs.problems(object, new FrontEndSettings(false, "gitsync", true))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b", "A"})
  void theDefaultAccountIsNeverBlank(String account) {
    assertThatThrownBy(() -> new FrontEndSettings(false, account, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
