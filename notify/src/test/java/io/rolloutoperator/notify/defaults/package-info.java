@NullMarked
package io.rolloutoperator.notify.defaults;

import org.jspecify.annotations.NullMarked;
