package io.rolloutoperator.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that need nothing of the tests' own cluster: neither its audit log nor its simulated
 * pods, no process of the operator's and no server on this machine. They also run against a {@link
 * ForeignCluster}, with the operator from its image in a pod.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(OnAnyCluster.TAG)
public @interface OnAnyCluster {
  /** As the build knows such tests. */
  String TAG = "any-cluster";
}
