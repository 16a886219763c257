/** Objects that are followed as they change, and a screen that follows them. */
@NullMarked
package io.rolloutoperator.kubectl.live;

import org.jspecify.annotations.NullMarked;
