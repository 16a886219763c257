/** One class per command. */
@NullMarked
package io.rolloutoperator.kubectl.command;

import org.jspecify.annotations.NullMarked;
