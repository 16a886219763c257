/** The command line: finding a command, its flags, what a command may use, and how it fails. */
@NullMarked
package io.rolloutoperator.kubectl.cli;

import org.jspecify.annotations.NullMarked;
