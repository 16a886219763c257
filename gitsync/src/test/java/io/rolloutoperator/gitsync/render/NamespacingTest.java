package io.rolloutoperator.gitsync.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ManifestReader;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.unit.Destination;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespacingTest {

  private static final Set<String> CLUSTER_SCOPED = Set.of("ClusterRole", "Namespace");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Deployment  | ''   | shop | false | Deployment shop/my-app
          Deployment  | team | shop | false | Deployment team/my-app
          Deployment  | ''   | shop | true  | Deployment shop/my-app
          Deployment  | team | shop | true  | Deployment shop/my-app
          Deployment  | team | ''   | false | Deployment team/my-app
          Deployment  | team | ''   | true  | Deployment team/my-app
          ClusterRole | ''   | shop | true  | ClusterRole my-app
          ClusterRole | team | shop | false | ClusterRole my-app
          """)
  void anObjectGoesWhereItsManifestOrItsDestinationSays(
      String kind, String own, String destination, boolean override, String id) {
    Namespacing.Placed placed =
        namespacing(destination, override).place(List.of(manifest("x.yaml", kind, own)));

    assertThat(placed.manifests().getFirst().id()).hasToString(id);
  }

  @Test
  void aNamespaceThatIsTakenAwayIsNamed() {
    List<Manifest> rendered = List.of(manifest("x.yaml", "ClusterRole", "team"));

    assertThat(namespacing("shop", false).place(rendered).notes())
        .containsExactly("ClusterRole my-app: namespace team removed, the kind has none");
    assertThat(rendered.getFirst().id().namespace()).isEqualTo("team");
  }

  @Test
  void anObjectMustHaveSomewhereToGo() {
    assertThatThrownBy(
            () -> namespacing("", false).place(List.of(manifest("x.yaml", "Deployment", ""))))
        .isInstanceOf(BuildException.class)
        .hasMessage("Deployment my-app: no namespace in the manifest and none in the destination");
  }

  @Test
  void twoObjectsMustNotBecomeOne() {
    List<Manifest> rendered =
        List.of(manifest("a.yaml", "Deployment", "shop"), manifest("b.yaml", "Deployment", "team"));

    assertThat(namespacing("shop", false).place(rendered).manifests()).hasSize(2);
    assertThatThrownBy(() -> namespacing("shop", true).place(rendered))
        .hasMessage("b.yaml:1: already defined in a.yaml:1");
  }

  private static Namespacing namespacing(String namespace, boolean override) {
    return new Namespacing(
        new Destination(namespace, override, false, Map.of(), Map.of()),
        id -> CLUSTER_SCOPED.contains(id.kind()));
  }

  private static Manifest manifest(String file, String kind, String namespace) {
    String own = namespace.isEmpty() ? "" : ", namespace: " + namespace;
    String yaml = "apiVersion: x/v1\nkind: %s\nmetadata: {name: my-app%s}".formatted(kind, own);
    return new ManifestReader(new YamlReader()).read(file, yaml.getBytes(UTF_8)).getFirst();
  }
}
