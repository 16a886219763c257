package io.rolloutoperator.testkit.junit;

import io.rolloutoperator.testkit.audit.AuditLog;
import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.node.AgentSettings;
import io.rolloutoperator.testkit.node.Binder;
import io.rolloutoperator.testkit.node.NodeAgent;
import java.util.List;

/** What is there only where the tests made the cluster: its processes, nodes and audit log. */
record Simulation(ControlPlane plane, List<NodeAgent> agents, Binder binder, AuditLog audit)
    implements AutoCloseable {

  static Simulation start(ControlPlane.Settings settings) {
    ControlPlane plane = ControlPlane.start(settings);
    return new Simulation(
        plane,
        NodeAgent.start(plane, settings.nodes(), AgentSettings.forTests()),
        Binder.start(plane),
        new AuditLog(plane.files().auditLog()));
  }

  @Override
  public void close() {
    binder.close();
    agents.forEach(NodeAgent::close);
    plane.close();
  }
}
