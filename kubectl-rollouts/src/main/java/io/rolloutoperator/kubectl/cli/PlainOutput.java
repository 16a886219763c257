package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.kubectl.json.PlainText;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What is printed cannot steer the terminal, whoever wrote it. */
final class PlainOutput extends PrintStream {

  PlainOutput(PrintStream out) {
    super(out, true, out.charset());
  }

  @Override
  public void print(@Nullable String text) {
    super.print(PlainText.lines(String.valueOf(text)));
  }

  @Override
  public void print(@Nullable Object object) {
    print(String.valueOf(object));
  }

  @Override
  public void print(char c) {
    print(String.valueOf(c));
  }

  @Override
  public void print(char[] text) {
    print(String.valueOf(text));
  }
}
