package io.rolloutoperator.demo;

import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An operator that works in one namespace with the shipped rights, and the plugin of an admin.
 *
 * @param plugin with the admin's kubeconfig
 */
record PluginWorld(OperatorProcess operator, PluginProcess plugin) implements AutoCloseable {

  /**
   * Starts the operator.
   *
   * @param name of its log
   * @param scratch a folder for the plugin's output
   */
  static PluginWorld start(TestNamespace namespace, String name, Path scratch) throws IOException {
    var plane = namespace.cluster().controlPlane();
    OperatorProcess operator =
        OperatorProcess.startNamespaced(
            namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig(),
            namespace.name(),
            plane.files().logs().resolve(name + ".log"));
    return new PluginWorld(
        operator, new PluginProcess(plane.kubeconfig("admin"), namespace.name(), scratch));
  }

  @Override
  public void close() {
    operator.close();
  }
}
