package io.rolloutoperator.app;

import io.rolloutoperator.kube.runtime.ControllerRuntime;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The shipped process without controllers, so that what it does is the election alone. */
public final class ElectionOnly {
  private ElectionOnly() {}

  /** As {@link Main#main}. */
  public static void main(String[] args) {
    ControllerRuntime none = new CombinedRuntime(List.of());
    ProcessControl process = ProcessControl.ofThisProcess();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    process.halt(new Main(out, err, _ -> none, process).run(args, System.getenv()));
  }
}
