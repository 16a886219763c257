package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.cluster.ControlPlane;
import io.rolloutoperator.testkit.junit.ClusterExtension;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Behind {@link RequiresDataPlane}: one proxy and one Prometheus for each JVM. */
public final class DataPlaneExtension implements ParameterResolver {

  private static final Namespace STORE = Namespace.create(DataPlaneExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == DataPlane.class || type == PrometheusServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DataPlane.class
        ? shared(context, DataPlane.class, DataPlane::start)
        : shared(context, PrometheusServer.class, PrometheusServer::start);
  }

  /** The launcher closes what is in its session's store when the JVM has done all its classes. */
  private static <T> T shared(
      ExtensionContext context, Class<T> type, Function<ControlPlane, T> start) {
    ControlPlane plane = ClusterExtension.cluster(context).controlPlane();
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, STORE)
        .computeIfAbsent(type, _ -> start.apply(plane), type);
  }
}
