/** The operator's image: unpacked, and run as in a pod without any container runtime. */
@NullMarked
package io.rolloutoperator.testkit.image;

import org.jspecify.annotations.NullMarked;
