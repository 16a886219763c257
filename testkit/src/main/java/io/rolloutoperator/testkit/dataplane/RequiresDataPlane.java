package io.rolloutoperator.testkit.dataplane;

import io.rolloutoperator.testkit.junit.RequiresCluster;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs users' traffic on top of a cluster. Parameters of the types {@link
 * DataPlane} and {@link PrometheusServer} are started when first asked for and shared by all
 * classes of the run.
 */
@Documented
@RequiresCluster
@ExtendWith(DataPlaneExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresDataPlane {}
