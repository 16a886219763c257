/** The image in a real K3s, for machines with Docker: {@code scripts/k3s}. */
@NullMarked
package io.rolloutoperator.k3s;

import org.jspecify.annotations.NullMarked;
