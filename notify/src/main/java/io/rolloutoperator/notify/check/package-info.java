/** What is wrong with a configuration, before anything is sent. Pure. */
@NullMarked
package io.rolloutoperator.notify.check;

import org.jspecify.annotations.NullMarked;
