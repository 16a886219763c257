/**
 * A node agent that speaks to the API server as a kubelet does, and runs pods as simulations, as
 * listeners inside this JVM, or as real processes.
 */
@NullMarked
package io.rolloutoperator.testkit.node;

import org.jspecify.annotations.NullMarked;
