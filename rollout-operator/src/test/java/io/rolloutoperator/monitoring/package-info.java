/** The files of {@code monitoring/}: dashboards and alert rules. */
@NullMarked
package io.rolloutoperator.monitoring;

import org.jspecify.annotations.NullMarked;
