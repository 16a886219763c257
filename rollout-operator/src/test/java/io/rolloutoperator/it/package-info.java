/** The operator as a process of its own, with the shipped rights, on a real control plane. */
@NullMarked
package io.rolloutoperator.it;

import org.jspecify.annotations.NullMarked;
