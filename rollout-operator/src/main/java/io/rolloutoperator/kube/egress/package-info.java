/** Where this process may connect to on behalf of others. */
@NullMarked
package io.rolloutoperator.kube.egress;

import org.jspecify.annotations.NullMarked;
