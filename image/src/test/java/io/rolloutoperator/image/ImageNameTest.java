package io.rolloutoperator.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
  @ParameterizedTest
  @CsvSource({
    "operator:1, operator:1, docker.io/library/operator:1",
    "operator, operator:latest, docker.io/library/operator:latest",
    "team/operator:1, team/operator:1, docker.io/team/operator:1",
    "localhost/operator:1, localhost/operator:1, localhost/operator:1",
    "registry:5000/operator, registry:5000/operator:latest, registry:5000/operator:latest",
    "registry.example.com/a/b:1, registry.example.com/a/b:1, registry.example.com/a/b:1"
  })
  void theRegistryIsTheOneThatDockerMeans(String written, String familiar, String full) {
    ImageName name = ImageName.parse(written);

    assertThat(name.familiar()).isEqualTo(familiar);
    assertThat(name.full()).isEqualTo(full);
  }
}
