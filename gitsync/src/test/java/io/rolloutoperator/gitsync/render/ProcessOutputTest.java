package io.rolloutoperator.gitsync.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A part of the objects must never be taken for all of them: the others would be deleted. */
class ProcessOutputTest {

  private static final byte[] TEXT = "some output".getBytes(StandardCharsets.UTF_8);

  private static ProcessOutput read(InputStream stream, int limit) {
    ProcessOutput output = new ProcessOutput(stream, limit);
    output.run();
    return output;
  }

  @Test
  void allOfItIsWhole() {
    ProcessOutput output = read(new ByteArrayInputStream(TEXT), TEXT.length);

    assertThat(output.isWhole()).isTrue();
    assertThat(output.isOverfull()).isFalse();
    assertThat(output.text()).isEqualTo("some output");
  }

  @Test
  void moreThanIsKeptIsNotWhole() {
    ProcessOutput output = read(new ByteArrayInputStream(TEXT), TEXT.length - 1);

    assertThat(output.isWhole()).isFalse();
    assertThat(output.isOverfull()).isTrue();
    assertThat(output.text()).isEqualTo("some outpu");
  }

  @Test
  void whatBreaksOffIsNotWhole() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Stream closed");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };

    assertThat(read(new SequenceInputStream(new ByteArrayInputStream(TEXT), broken), 1_000))
        .extracting(ProcessOutput::isWhole, ProcessOutput::isOverfull)
        .containsExactly(false, false);
  }
}
