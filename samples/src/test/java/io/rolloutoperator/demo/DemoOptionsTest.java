package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @Test
  void everyOptionIsRead() {
    DemoOptions options =
        DemoOptions.of("--terminal", "--keep", "--record", "out.svg", "--directory", "/d");

    assertThat(options.terminal()).isTrue();
    assertThat(options.keep()).isTrue();
    assertThat(options.picture()).contains(Path.of("out.svg"));
    assertThat(options.directory()).contains(Path.of("/d"));
    assertThat(DemoOptions.of().directory()).isEmpty();
  }

  @Test
  void plainWins() {
    assertThat(DemoOptions.of("--terminal", "--plain").terminal()).isFalse();
  }

  @Test
  void clusterOfTheUserIsReadWithADefaultImage() {
    DemoOptions options = DemoOptions.of("--kubeconfig", "/k");

    assertThat(options.cluster()).contains(new ClusterOptions(Path.of("/k"), false, Image.DEFAULT));
    assertThat(DemoOptions.of().cluster()).isEmpty();
  }

  @Test
  void clusterOfTheUserTakesConsentAndImage() {
    DemoOptions options =
        DemoOptions.of("--kubeconfig", "/k", "--yes", "--image", "host:5000/team/web:1.0,1.1");

    assertThat(options.cluster())
        .contains(
            new ClusterOptions(Path.of("/k"), true, new Image("host:5000/team/web", "1.0", "1.1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"web", "web:1", "web:1,1", "web:1,", "web:1,2,3", ":1,2", "host:5000/web"})
  void imageWithoutTwoTagsIsRefused(String image) {
    assertThatThrownBy(() -> DemoOptions.of("--kubeconfig", "/k", "--image", image))
        .hasMessage(
            "--image needs a repository with two different tags, such as"
                + " nginxinc/nginx-unprivileged:1.28,1.29; got "
                + image);
  }

  @Test
  void optionsOfTheUsersClusterNeedOne() {
    assertThatThrownBy(() -> DemoOptions.of("--yes"))
        .hasMessage("--yes and --image go with --kubeconfig FILE; " + DemoOptions.USAGE);
  }

  @Test
  void wrongUseIsToldInOneLine() {
    assertThatThrownBy(() -> DemoOptions.of("--fast"))
        .hasMessage("unknown option --fast; " + DemoOptions.USAGE);
    assertThatThrownBy(() -> DemoOptions.of("--record"))
        .hasMessage("--record needs a value; " + DemoOptions.USAGE);
  }
}
