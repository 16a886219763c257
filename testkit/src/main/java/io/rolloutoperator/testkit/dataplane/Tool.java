package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.cluster.ToolScript;
import java.nio.file.Path;

/**
 * A program that the data plane needs. Each has a script that prints its path, and gets it first
 * where it is missing.
 */
enum Tool {
  ALERTMANAGER("alertmanager/fetch.sh"),
  CONTOUR("contour/build.sh"),
  ENVOY("envoy/fetch.sh"),
  PROMETHEUS("prometheus/fetch.sh");

  private final String script;

  Tool(String script) {
    this.script = script;
  }

  /**
   * Where the program is.
   *
   * @throws IllegalStateException with the script's own words when it is neither there nor to be
   *     had
   */
  Path path() {
    return new ToolScript(script).program();
  }
}
