/**
 * The dashboard: a web server on this machine's loopback address that shows what the terminal
 * shows, with the rights of the user who started it. Nothing of it is loaded by other commands.
 */
@NullMarked
package io.rolloutoperator.kubectl.dashboard;

import org.jspecify.annotations.NullMarked;
