/** Leader election on a Lease by locally observed time. */
@NullMarked
package io.rolloutoperator.kube.lease;

import org.jspecify.annotations.NullMarked;
