/** The image in a real K3s, for machines with Docker: {@code mvn -Pk3s -pl k3s verify}. */
@NullMarked
package io.rolloutoperator.k3s;

import org.jspecify.annotations.NullMarked;
