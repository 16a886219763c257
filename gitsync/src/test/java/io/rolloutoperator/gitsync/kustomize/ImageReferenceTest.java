package io.rolloutoperator.gitsync.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image's name, tag and digest. */
class ImageReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "nginx,nginx,'',''",
    "nginx:1,nginx,1,''",
    "nginx@sha256:a,nginx,'',sha256:a",
    "nginx:1@sha256:a,nginx,1,sha256:a",
    "host:5000/a/b,host:5000/a/b,'',''",
    "host:5000/a/b:1,host:5000/a/b,1,''",
    "host:5000/a@sha256:b,host:5000/a,'',sha256:b"
  })
  void isCutAndJoined(String image, String name, String tag, String digest) {
    ImageReference reference = ImageReference.parse(image);

    assertThat(reference).isEqualTo(new ImageReference(name, tag, digest));
    assertThat(reference).hasToString(image);
  }
}
