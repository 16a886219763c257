package io.rolloutoperator.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs a test class against a cluster that it may harm: it kills the API server, or changes the
 * definitions of kinds. The tag keeps it away from the cluster that other classes share; where it
 * meets some, it runs alone.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Isolated
@RequiresCluster
@Tag(DisruptsCluster.TAG)
public @interface DisruptsCluster {
  /** As the build knows such classes. */
  String TAG = "disrupts-cluster";
}
