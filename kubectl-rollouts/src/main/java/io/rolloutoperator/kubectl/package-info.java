/** {@code kubectl rollouts}: see, promote and abort releases from the terminal. */
@NullMarked
package io.rolloutoperator.kubectl;

import org.jspecify.annotations.NullMarked;
