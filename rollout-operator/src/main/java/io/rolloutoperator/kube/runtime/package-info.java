/** The seam between the process and its controllers. */
@NullMarked
package io.rolloutoperator.kube.runtime;

import org.jspecify.annotations.NullMarked;
