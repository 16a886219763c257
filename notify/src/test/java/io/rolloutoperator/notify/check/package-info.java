@NullMarked
package io.rolloutoperator.notify.check;

import org.jspecify.annotations.NullMarked;
