package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "GET, /apis/argoproj.io/v1alpha1/rollouts?limit=500, List, argoproj.io, rollouts, \"\", \"\"",
        "GET, /apis/argoproj.io/v1alpha1/rollouts?watch=true&allowWatchBookmarks=true, Watch, argoproj.io, rollouts, \"\", \"\"",
        "GET, /apis/argoproj.io/v1alpha1/namespaces/ns/rollouts?a=b&watch=true, Watch, argoproj.io, rollouts, ns, \"\"",
        "GET, /api/v1/namespaces/ns/services/web, Get, \"\", services, ns, web",
        "GET, /api/v1/namespaces/ns, Get, \"\", namespaces, \"\", ns",
        "GET, /api/v1/namespaces, List, \"\", namespaces, \"\", \"\"",
        "POST, /api/v1/namespaces/ns/events, Create, \"\", events, ns, \"\"",
        "POST, /api/v1/namespaces/ns/pods/p/eviction, Create, \"\", pods/eviction, ns, p",
        "PATCH, /apis/argoproj.io/v1alpha1/namespaces/ns/rollouts/web/status, Patch, argoproj.io, rollouts/status, ns, web",
        "PUT, /apis/coordination.k8s.io/v1/namespaces/ns/leases/l, Update, coordination.k8s.io, leases, ns, l",
        "DELETE, /apis/apps/v1/namespaces/ns/replicasets/web-1, Delete, apps, replicasets, ns, web-1",
        "GET, /apis/argoproj.io/v1alpha1/clusteranalysistemplates/t, Get, argoproj.io, clusteranalysistemplates, \"\", t",
        "GET, /proxy/k8s/api/v1/namespaces/ns/pods, List, \"\", pods, ns, \"\"",
        "GET, /version, Unknown, \"\", Unknown, \"\", \"\"",
        "GET, /api, Unknown, \"\", Unknown, \"\", \"\"",
        "GET, /, Unknown, \"\", Unknown, \"\", \"\"",
      })
  void readsVerbAndResource(
      String method,
      String uri,
      String verb,
      String group,
      String resource,
      String namespace,
      String name) {
    assertThat(RequestTarget.of(method, URI.create("https://host" + uri)))
        .isEqualTo(new RequestTarget(verb, group, resource, namespace, name));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,false",
    "HEAD,false",
    "OPTIONS,false",
    "get,false",
    "POST,true",
    "PUT,true",
    "PATCH,true",
    "DELETE,true",
    "BREW,true"
  })
  void takesEveryUnknownMethodForAWrite(String method, boolean mutates) {
    assertThat(RequestTarget.mutates(method)).isEqualTo(mutates);
  }
}
