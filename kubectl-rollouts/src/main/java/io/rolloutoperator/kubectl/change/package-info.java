/** What a command writes, made from raw objects alone; pure. */
@NullMarked
package io.rolloutoperator.kubectl.change;

import org.jspecify.annotations.NullMarked;
