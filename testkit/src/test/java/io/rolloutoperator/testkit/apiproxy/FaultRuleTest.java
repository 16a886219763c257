package io.rolloutoperator.testkit.apiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRuleTest {
  private static final Fault FAULT = Fault.cut(Moment.BEFORE);

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/namespaces/shop/configmaps, '', true, false, false",
    "PATCH, /api/v1/namespaces/shop/configmaps/a, fieldManager=x&dryRun=All, false, false, false",
    "PATCH, /api/v1/namespaces/shop/configmaps/a, fieldManager=x, true, false, false",
    "DELETE, /api/v1/namespaces/shop/configmaps/a, '', true, false, false",
    "GET, /api/v1/namespaces/shop/configmaps, watch=true&labelSelector=a, false, true, false",
    "GET, /api/v1/namespaces/shop/configmaps, watch=1, false, true, false",
    "GET, /api/v1/namespaces/shop/configmaps, limit=5, false, false, false",
    "POST, /apis/events.k8s.io/v1/namespaces/shop/events, '', true, false, true",
    "PUT, /apis/coordination.k8s.io/v1/namespaces/shop/leases/l, '', true, false, true",
  })
  void requestsAreToldApart(
      String method,
      String path,
      String query,
      boolean write,
      boolean watch,
      boolean housekeeping) {
    ProxiedRequest request = request(method, path, query);
    assertThat(request.isWrite()).isEqualTo(write);
    assertThat(request.isWatch()).isEqualTo(watch);
    assertThat(request.isHousekeeping()).isEqualTo(housekeeping);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/namespaces/shop/configmaps/a, true, true",
    "/api/v1/namespaces/shop/configmaps/a/status, true, true",
    "/api/v1/namespaces/shop/configmaps/ab, true, false",
    "/api/v1/namespaces/shop/configmaps, true, false",
    "/apis/example.org/v1/namespaces/shop/configmaps/a, true, true",
    "/apis/example.org/v1/configmaps/a, true, true",
    "/api/v1/namespaces/configmaps/services/a, false, false",
    "/api/v1/namespaces/configmaps, false, false",
    "/api, false, false",
    "/api/v1/namespaces/shop/services/a, false, false",
  })
  void aRequestIsAboutAKindAndAnObject(String path, boolean kind, boolean object) {
    ProxiedRequest request = request("GET", path, "");
    assertThat(request.isAbout("configmaps")).isEqualTo(kind);
    assertThat(request.isAbout("configmaps", "a")).isEqualTo(object);
  }

  @Test
  void aParameterIsDecoded() {
    assertThat(request("GET", "/api", "a=1&labelSelector=x%3Dy").parameter("labelSelector"))
        .isEqualTo("x=y");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "2, 1, 2", "1, 2, '1,2'", "3, 9, 3", "4, 1, ''"})
  void theFaultIsForThoseThatAreCounted(int skipped, int times, String meet) {
    FaultRule rule = FaultRule.of(ProxiedRequest::isWrite, FAULT).skipping(skipped).times(times);
    StringBuilder met = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      assertThat(rule.on(request("GET", "/api", ""))).as("no write").isEmpty();
      if (rule.on(request("POST", "/api", "")).isPresent()) {
        met.append(met.isEmpty() ? "" : ",").append(i);
      }
    }
    assertThat(met).hasToString(meet);
    assertThat(rule.met()).isEqualTo(meet.replace(",", "").length());
  }

  private static ProxiedRequest request(String method, String path, String query) {
    return new ProxiedRequest(method, path, query, "test", "", "", false, "");
  }
}
