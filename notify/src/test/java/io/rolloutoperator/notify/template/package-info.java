@NullMarked
package io.rolloutoperator.notify.template;

import org.jspecify.annotations.NullMarked;
