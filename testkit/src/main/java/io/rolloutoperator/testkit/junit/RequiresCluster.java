package io.rolloutoperator.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class against the module's cluster, in a namespace of its own. Constructors and
 * methods may take a {@link TestCluster} and a {@link TestNamespace}.
 *
 * <p>When the class has ended, these must hold, or the class fails: no Warning event that {@link
 * ExpectWarnings} does not announce; no ERROR line in an operator's log that {@link ExpectErrors}
 * does not announce; no request of an operator with its own rights that RBAC refused and {@link
 * ExpectRefusals} does not announce; and operators that still run write nothing for 3 s. The same
 * holds in {@linkplain TestNamespace#sibling siblings} of the namespace.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface RequiresCluster {}
