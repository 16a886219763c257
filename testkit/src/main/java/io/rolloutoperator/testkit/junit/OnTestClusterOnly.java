package io.rolloutoperator.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Leaves a test of a class with {@link OnAnyCluster} out where the cluster is a foreign one. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag(OnTestClusterOnly.TAG)
public @interface OnTestClusterOnly {
  /** As the build knows such tests. */
  String TAG = "test-cluster-only";

  /** What it needs that only the tests' own cluster has. */
  String value();
}
