/** The real Helm. */
@NullMarked
package io.rolloutoperator.testkit.helm;

import org.jspecify.annotations.NullMarked;
