/** What is shown, made from raw objects and the time alone; pure. */
@NullMarked
package io.rolloutoperator.kubectl.view;

import org.jspecify.annotations.NullMarked;
